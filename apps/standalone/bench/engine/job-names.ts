/** The names of so many jobs of a run. Each is the resource group of its resources as well. */
export function jobNames(run: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${run}-${index}`)
}
