/** The value below which this share of the samples lies; 0.5 is the median. Throws on an empty list. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error("There are no samples.");
  return value;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}
