import type { Example } from './replay.ts'

/** How many examples of each provider agree. */
export function scoreOf(examples: readonly Example[], differences: ReadonlyMap<string, string | undefined>): string {
  const scores = new Map<string, { agree: number; all: number }>()
  for (const { name, provider } of examples) {
    for (const row of [provider, 'all']) {
      const score = scores.get(row) ?? { agree: 0, all: 0 }
      scores.set(row, {
        agree: score.agree + (differences.get(name) === undefined ? 1 : 0),
        all: score.all + 1,
      })
    }
  }
  const rows = [...scores].sort(([a], [b]) => (a === 'all' ? 1 : b === 'all' ? -1 : a.localeCompare(b, 'en')))
  return rows.map(([row, { agree, all }]) => `${row.padEnd(24)} ${agree} of ${all}`).join('\n')
}
