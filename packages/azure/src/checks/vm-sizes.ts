import type { VirtualMachineSize } from '@azure/arm-machinelearning'

/** What one machine of a size counts. */
export interface Size {
  readonly cores: number
  /** The family whose quota it counts against, in the form in which families are compared. */
  readonly family: string
}

/** Sizes by their names in lower case. */
export type Sizes = ReadonlyMap<string, Size>

export function sizesOf(listed: readonly VirtualMachineSize[]): Sizes {
  return new Map(
    listed.flatMap(({ name, vCPUs, family }): [string, Size][] =>
      name === undefined || vCPUs === undefined || family === undefined
        ? []
        : [[name.toLowerCase(), { cores: vCPUs, family: familyOf(family) }]],
    ),
  )
}

/**
 * A family, from whichever name Azure gives it: the sizes say `standardDSv2Family`, and the usages of Azure ML
 * `Standard DSv2 Family Cluster Dedicated vCPUs`.
 */
export function familyOf(name: string): string {
  return name
    .replace(/cluster dedicated v?cpus?$|vcpus$/i, '')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
}
