import type { AuditWriter } from "@agentic-pm/audit-trail";
import { canaryHash, type SignalRecord } from "@agentic-pm/contracts";
import type { EnvelopeSealer } from "@agentic-pm/lambda";
import type { FetchedSignal } from "../domain/fetched-signal.ts";
import { handlesOf } from "../domain/handle-table.ts";
import { labelsOf, type RawSignal, rawSignalOf } from "../domain/raw-signal.ts";
import type { EntityRegistrar, SignalLedger, SignalVault, SignalWorkflow } from "../ports/signal-stores.ts";

export interface ReceivePorts {
  readonly vault: SignalVault;
  readonly registrar: EntityRegistrar;
  readonly ledger: SignalLedger;
  readonly workflow: SignalWorkflow;
  readonly audit: AuditWriter;
  readonly sealer: EnvelopeSealer;
}

/**
 * Stores a signal, whose entities are registered, and starts its workflow: vault, registry, signals table, audit, execution, in that order, each step
 * harmless to repeat. A crash anywhere is finished by the next run; a signal that was started is left alone.
 */
export async function receiveSignal(fetched: FetchedSignal, ports: ReceivePorts): Promise<"new" | "duplicate"> {
  const raw = rawSignalOf(fetched);
  const progress = await ports.ledger.progressOf(raw.signalId);
  if (progress === "started") return "duplicate";
  const { table, views } = handlesOf(fetched.bearers);
  const record = recordOf(fetched, raw, table);
  await ports.vault.put(raw.vaultKey, raw.vaulted);
  await ports.registrar.putSignal(record);
  await ports.ledger.store(record, views);
  const { source, kind, projectKey } = fetched;
  const { signalId, vaultKey, rawSha256, originalSha256, rawLength } = raw;
  const audit = await ports.audit.append(signalId, null, {
    event: "signal.received",
    input: { source, kind, projectKey, externalId: record.externalId },
    output: { rawSha256, originalSha256, rawLength, truncated: raw.vaulted.fields.truncated, handles: views.length },
  });
  const handover = { signalId, source, kind, projectKey, vaultKey, rawSha256, rawLength, handles: views, audit };
  // The execution is named after the signal, so the seal can be bound to it before it exists.
  const seal = await ports.sealer.seal({ executionName: signalId, labels: labelsOf(fetched), handover });
  const { executionArn } = await ports.workflow.start({ ...handover, seal });
  await ports.ledger.markStarted(signalId, executionArn);
  return "new";
}

function recordOf(fetched: FetchedSignal, raw: RawSignal, handles: SignalRecord["handles"]): SignalRecord {
  const { source, kind, projectKey, externalId, fields, readers } = fetched;
  const { signalId, vaultKey, rawSha256, rawLength } = raw;
  return {
    signalId,
    source,
    kind,
    projectKey,
    externalId: externalId.slice(0, 400),
    receivedAt: fields.receivedAt,
    vaultKey,
    rawSha256,
    rawLength,
    canarySha256: canaryHash(raw.vaulted.canary),
    handles,
    readers: [...readers],
  };
}
