import { inferenceDefaults } from '@palisade/facts'
import type { SubjectOf } from './subject.ts'
import type { Size, Sizes } from './vm-sizes.ts'

type Machines = SubjectOf<'quota'>['clusters'][number]

/** What is asked of one quota: by whom, and how many cores. */
export interface Demand {
  readonly names: readonly string[]
  /** Cores of what is there from the beginning. */
  readonly least: number
  /** Cores of all that there can be. */
  readonly most: number
  /** Cores of the largest single machine. */
  readonly oneNode: number
}

const nothing: Demand = { names: [], least: 0, most: 0, oneNode: 0 }

/**
 * What machines ask of each quota, by the key that `keyOf` gives.
 * @param reserve the part of their number that is kept besides, for updates.
 */
export function demands(
  machines: readonly Machines[],
  sizes: Sizes,
  keyOf: (size: Size, machines: Machines) => string,
  reserve = 0,
  before: ReadonlyMap<string, Demand> = new Map(),
): Map<string, Demand> {
  const all = new Map(before)
  for (const each of machines) {
    const size = sizes.get(each.vmSize.toLowerCase())
    if (size === undefined || each.nodes === 0) continue
    const key = keyOf(size, each)
    const { names, least, most, oneNode } = all.get(key) ?? nothing
    all.set(key, {
      names: [...names, each.name],
      least: least + size.cores * withReserve(each.minNodes, reserve),
      most: most + size.cores * withReserve(each.nodes, reserve),
      oneNode: Math.max(oneNode, size.cores),
    })
  }
  return all
}

/** How Azure ML counts deployments. */
export const deploymentReserve = inferenceDefaults.coresInReserve

function withReserve(nodes: number, reserve: number): number {
  // 1.2 times 5 is a little more than 6 for a computer.
  return Math.ceil(Number((nodes * (1 + reserve)).toFixed(6)))
}
