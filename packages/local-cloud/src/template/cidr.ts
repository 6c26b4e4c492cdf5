/**
 * Cuts an IPv4 block into subnets, as Fn::Cidr does.
 * @param block e.g. "10.0.0.0/16"
 * @param count how many subnets, 1 to 256
 * @param hostBits bits of the host part: 8 makes /24 subnets
 * @returns undefined where the block does not hold that many
 */
export function subnetsOf(block: string, count: number, hostBits: number): readonly string[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block);
  if (match === null || !(count >= 1 && count <= 256)) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = Number(match[5]);
  const size = 2 ** hostBits;
  if (octets.some((octet) => octet > 255) || prefix > 32 || count * size > 2 ** (32 - prefix)) return undefined;
  const base = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return Array.from({ length: count }, (_unused, index) => `${dotted(base + index * size)}/${32 - hostBits}`);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
