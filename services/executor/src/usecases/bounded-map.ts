/** Runs `work` over all items, at most `width` at a time. One that throws stops no other; its error is thrown at the end. */
export async function boundedMap<In>(
  items: readonly In[],
  width: number,
  work: (item: In) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  if (errors.length > 0) throw errors[0];
}
