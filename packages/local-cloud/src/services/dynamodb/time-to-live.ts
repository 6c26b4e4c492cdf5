import { AwsError } from "../../gateway/aws-error.ts";
import { checkInput } from "./checked-input.ts";
import { namedTable, type TablePorts } from "./describe-tables.ts";
import { validationError } from "./dynalite-errors.ts";
import type { Item, RawInput } from "./item.ts";
import { itemPrefix, keysOf, rangeOf } from "./store.ts";
import { targetId, targetOf, WriteStage } from "./write-stage.ts";

/** Values older than this are not taken for times, as in DynamoDB. */
const oldestSeconds = 5 * 365.25 * 86_400;

/** UpdateTimeToLive. */
export async function updateTimeToLive(ports: TablePorts, input: RawInput): Promise<RawInput> {
  const table = namedTable(ports, input["TableName"]);
  const wanted = input["TimeToLiveSpecification"] as { AttributeName?: string; Enabled?: boolean } | undefined;
  if (typeof wanted?.AttributeName !== "string" || typeof wanted.Enabled !== "boolean") {
    throw validationError("TimeToLiveSpecification needs an AttributeName and Enabled");
  }
  const { ttlAttribute, ...others } = ports.settings.of(table.TableName);
  if (wanted.Enabled === (ttlAttribute !== undefined)) {
    throw new AwsError("ValidationException", `TimeToLive is already ${wanted.Enabled ? "enabled" : "disabled"}`);
  }
  await ports.settings.replace(
    table.TableName,
    wanted.Enabled ? { ...others, ttlAttribute: wanted.AttributeName } : others,
  );
  return { TimeToLiveSpecification: wanted };
}

/** Whether an item's time has come, `now` in milliseconds. */
export function isExpired(item: Item, attribute: string, now: number): boolean {
  const seconds = Number(item[attribute]?.N ?? Number.NaN);
  return seconds < now / 1000 && seconds > now / 1000 - oldestSeconds;
}

/** Removes every expired item of every table with time to live; returns how many. `now` in milliseconds. */
export async function sweepExpired(ports: TablePorts, now: number): Promise<number> {
  let removed = 0;
  for (const [tableName, { ttlAttribute }] of ports.settings.entries()) {
    if (ttlAttribute === undefined || !ports.store.tables.has(tableName)) continue;
    for await (const [, value] of ports.store.level.iterator(rangeOf(itemPrefix(tableName)))) {
      const item = value as Item;
      if (isExpired(item, ttlAttribute, now) && (await removeExpired(ports, { tableName, ttlAttribute, item, now })))
        removed++;
    }
  }
  return removed;
}

interface ExpiredItem {
  readonly tableName: string;
  readonly ttlAttribute: string;
  readonly item: Item;
  readonly now: number;
}

async function removeExpired(ports: TablePorts, expired: ExpiredItem): Promise<boolean> {
  const { store } = ports;
  const table = namedTable(ports, expired.tableName);
  const Key = keysOf(table, expired.item);
  const target = targetOf(table, { Key });
  return store.locks.hold([targetId(target)], async () => {
    const stage = await WriteStage.open(store, [target]);
    const current = stage.itemBefore(target);
    // Someone may have prolonged or removed it since it was read.
    if (current === undefined || !isExpired(current, expired.ttlAttribute, expired.now)) return false;
    await stage.run("DeleteItem", checkInput(store, "DeleteItem", { TableName: table.TableName, Key }));
    await stage.commit({ byTimeToLive: true });
    return true;
  });
}
