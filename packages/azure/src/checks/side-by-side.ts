/** Does the same for each of many, at most so many at a time, and gives the results in order. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  atATime: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  async function takeOver() {
    for (const [index, item] of waiting) results[index] = await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, takeOver))
  return results
}
