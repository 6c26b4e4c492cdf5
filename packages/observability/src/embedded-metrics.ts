/** The units that our metrics use. */
export type MetricUnit = "Count" | "Milliseconds" | "Dollars";

/** Metrics written as lines of CloudWatch's embedded metric format; nothing is sent over the network. */
export interface Metrics {
  /** Adds a value to a metric of this invocation. Dollars have no CloudWatch unit and are published as `None`. */
  add(name: string, value: number, unit: MetricUnit): void;
  /** Writes what was added since the last flush, as one line. Does nothing if there is nothing. */
  flush(): void;
}
