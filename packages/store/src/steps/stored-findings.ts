import type { Finding } from '@palisade/contract'

/** What a check saw as its column takes it; nothing for a step that saw nothing. */
export function storedFindings(findings: readonly Finding[]): string | null {
  return findings.length === 0 ? null : JSON.stringify(findings)
}
