import type { Finding } from '@palisade/contract'
import { fail, warn } from './findings.ts'
import type { Demand } from './pools.ts'

/** A quota as Azure says it. A limit below zero is none. */
export interface Usage {
  readonly name: string
  readonly current: number
  readonly limit: number
}

/**
 * Whether a quota has room. Azure ML refuses what it cannot give the machines that are there from the beginning, and what
 * could never have a single one; a cluster that cannot grow to its maximum is made, and its jobs wait.
 */
export function withinQuota({ name, current, limit }: Usage, { names, least, most, oneNode }: Demand): Finding[] {
  const free = Math.max(0, limit - current)
  if (limit < 0 || most <= free) return []
  const asking = names.join(', ')
  const state = `${name}: ${free} of ${limit} cores are free`
  if (least > free) {
    return [
      fail('azure-quota', {
        subject: name,
        message: `${state}, and ${asking} need ${least} from the beginning: ${least - free} are missing.`,
      }),
    ]
  }
  if (oneNode > limit) {
    return [
      fail('azure-quota', {
        subject: name,
        message: `${state}, and a single machine of ${asking} needs ${oneNode}: ${oneNode - limit} are missing.`,
      }),
    ]
  }
  return [
    warn('azure-quota', {
      subject: name,
      message: `${state}, and ${asking} may grow to ${most}: ${most - free} are missing for that.`,
      remedy: 'Ask for more quota, ask for fewer nodes, or accept that jobs wait.',
    }),
  ]
}
