/** An IP address as its bytes: 4 for IPv4, 16 for IPv6. */
export type IpAddress = readonly number[];

/** A range of addresses that share their first `prefix` bits. */
export interface IpRange {
  readonly address: IpAddress;
  readonly prefix: number;
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Reads an IPv4 or IPv6 address; nothing when it is neither. An IPv4-mapped IPv6 address stays IPv6. */
export function parseIpAddress(text: string): IpAddress | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** Reads `address` or `address/prefix`; without a prefix the range is that one address. */
export function parseIpRange(text: string): IpRange | undefined {
  const [addressText = "", prefixText, ...rest] = text.split("/");
  const address = parseIpAddress(addressText);
  if (address === undefined || rest.length > 0) return undefined;
  const bits = address.length * 8;
  if (prefixText === undefined) return { address, prefix: bits };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > bits) return undefined;
  return { address, prefix: Number(prefixText) };
}

/** Whether an address lies in a range; addresses of the other family never do. */
export function isInRange(address: IpAddress, range: IpRange): boolean {
  if (address.length !== range.address.length) return false;
  for (let byte = 0, bits = range.prefix; bits > 0; byte++, bits -= 8) {
    const mask = bits >= 8 ? 0xff : (0xff00 >> bits) & 0xff;
    if ((((address[byte] ?? 0) ^ (range.address[byte] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}

function parseIpv4(text: string): IpAddress | undefined {
  const octets = IPV4.exec(text)?.slice(1);
  if (octets === undefined || octets.some((octet) => Number(octet) > 255 || (octet.length > 1 && octet[0] === "0"))) {
    return undefined;
  }
  return octets.map(Number);
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split("::");
  const head = readGroups(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 1 ? [] : readGroups(halves[1] ?? "", true);
  if (halves.length > 2 || head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...Array<number>(missing).fill(0), ...tail];
}

/** The bytes of colon-separated groups; the last one may be a dotted IPv4 address where the text ends. */
function readGroups(text: string, endsAddress: boolean): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [at, group] of groups.entries()) {
    const ipv4 = endsAddress && at === groups.length - 1 ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}
