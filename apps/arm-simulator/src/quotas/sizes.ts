/** A size of machines as Azure ML lists it. Source: the pages of the size series, and "VirtualMachineSize" of its API. */
export interface Size {
  readonly name: string
  readonly family: string
  readonly cores: number
  readonly memoryGb: number
  readonly gpus: number
}

const size = (name: string, family: string, cores: number, memoryGb: number, gpus = 0): Size => ({
  name,
  family,
  cores,
  memoryGb,
  gpus,
})

/** The sizes that Azure offers here: a few of each family. Others are believed, and nobody counts them. */
export const sizes: readonly Size[] = [
  size('Standard_DS1_v2', 'standardDSv2Family', 1, 3.5),
  size('Standard_DS2_v2', 'standardDSv2Family', 2, 7),
  size('Standard_DS3_v2', 'standardDSv2Family', 4, 14),
  size('Standard_DS4_v2', 'standardDSv2Family', 8, 28),
  size('Standard_DS5_v2', 'standardDSv2Family', 16, 56),
  size('Standard_D2_v3', 'standardDv3Family', 2, 8),
  size('Standard_D2s_v3', 'standardDSv3Family', 2, 8),
  size('Standard_D4s_v3', 'standardDSv3Family', 4, 16),
  size('Standard_D8s_v3', 'standardDSv3Family', 8, 32),
  size('Standard_D16s_v3', 'standardDSv3Family', 16, 64),
  size('Standard_D2s_v5', 'standardDSv5Family', 2, 8),
  size('Standard_D4s_v5', 'standardDSv5Family', 4, 16),
  size('Standard_D8s_v5', 'standardDSv5Family', 8, 32),
  size('Standard_E4ds_v4', 'standardEDSv4Family', 4, 32),
  size('Standard_E8s_v3', 'standardESv3Family', 8, 64),
  size('Standard_E4s_v5', 'standardESv5Family', 4, 32),
  size('Standard_F4s_v2', 'standardFSv2Family', 4, 8),
  size('Standard_F8s_v2', 'standardFSv2Family', 8, 16),
  size('Standard_NC6s_v3', 'standardNCSv3Family', 6, 112, 1),
  size('Standard_NC12s_v3', 'standardNCSv3Family', 12, 224, 2),
  size('Standard_NC4as_T4_v3', 'standardNCASv3_T4Family', 4, 28, 1),
  size('Standard_NC24ads_A100_v4', 'standardNCADSA100v4Family', 24, 220, 1),
  size('Standard_ND96asr_v4', 'standardNDASv4_A100Family', 96, 900, 8),
]

/** A size by its name, without case. */
export function findSize(name: string): Size | undefined {
  return sizes.find((each) => each.name.toLowerCase() === name.toLowerCase())
}

/** `standardDSv2Family` as usages call it: `Standard DSv2 Family`. */
export function familyForPeople(family: string): string {
  return family.replace(/^standard/, 'Standard ').replace(/Family$/, ' Family')
}

/** All families, each once. */
export const families: readonly string[] = [...new Set(sizes.map(({ family }) => family))]
