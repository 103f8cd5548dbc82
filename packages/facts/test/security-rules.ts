import { handbook } from './handbook.ts'

/** A rule of a network security group in the collected facts. */
export interface CollectedRule {
  readonly name: string
  readonly direction: string
  readonly protocol: string
  readonly sourceAddressPrefix: string
  readonly destinationAddressPrefix: string
  readonly destinationPortRanges: readonly string[]
  readonly purpose: string
}

interface Profile {
  readonly inbound: readonly CollectedRule[]
  readonly outbound: readonly CollectedRule[]
}

/** The collected rules for a subnet of one sort. */
export function securityRules(profile: string): Profile {
  const { profiles } = handbook<{ profiles: Readonly<Record<string, Profile>> }>('nsg-rules.json')
  const found = profiles[profile]
  if (found === undefined) throw new Error(`no profile ${profile} is collected`)
  return found
}
