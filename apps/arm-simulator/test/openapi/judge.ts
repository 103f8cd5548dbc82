import { type Deviation, deviations, type Suite } from './deviations.ts'
import { type Finding, keyOfFinding } from './finding.ts'

/** What a suite found, against what is known. */
export interface Judgement {
  /** In words, once for each cause: how often, and where it was seen. */
  readonly unknown: readonly string[]
  /** Known deviations that the suite ought to have met, and has not. */
  readonly stale: readonly string[]
}

export function judge(findings: readonly Finding[], suite: Suite): Judgement {
  const causes = new Map<string, { count: number; seen: string }>()
  for (const finding of findings) {
    if (deviations.some((deviation) => covers(deviation, finding))) continue
    const key = keyOfFinding(finding)
    const { count = 0, seen = finding.seen } = causes.get(key) ?? {}
    causes.set(key, { count: count + 1, seen })
  }
  return {
    unknown: [...causes].sort().map(([key, { count, seen }]) => `${key} (${count} times, such as ${seen})`),
    stale: deviations
      .filter(({ seenIn }) => seenIn.includes(suite))
      .filter((deviation) => !findings.some((finding) => covers(deviation, finding)))
      .map(keyOfFinding),
  }
}

/** A type without a document covers what lies below it. */
function covers(deviation: Deviation, finding: Finding): boolean {
  if (deviation.side === 'document')
    return (
      finding.side === 'document' && `${finding.where}/`.toLowerCase().startsWith(`${deviation.where}/`.toLowerCase())
    )
  return keyOfFinding(deviation) === keyOfFinding(finding)
}
