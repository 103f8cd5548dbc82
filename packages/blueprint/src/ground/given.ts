import {
  azureFirewall,
  firewallPolicy,
  keyVault,
  managedCluster,
  privateDnsZone,
  sshPublicKey,
  subnet,
  userAssignedIdentity,
  virtualNetwork,
} from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import type { Add } from '../collect.ts'
import { type Declaration, read } from '../declare.ts'
import { neededZones } from '../dns/needed-zones.ts'
import { shortHash } from '../names/derived.ts'
import { existingSubnet } from '../network/existing-subnet.ts'
import { neededSubnets } from '../network/needed-subnets.ts'
import { policiesOff } from '../network/subnet.ts'
import type { Site } from '../site.ts'

/** What the request names and somebody else has made. All of it is looked at before anything is made. */
export interface Given {
  readonly network: Declaration<typeof virtualNetwork> | undefined
  readonly subnets: ReadonlyMap<SubnetUse, Declaration<typeof subnet>>
  readonly hub: Declaration<typeof virtualNetwork> | undefined
  readonly firewall: Declaration<typeof azureFirewall> | undefined
  readonly policy: Declaration<typeof firewallPolicy> | undefined
  readonly zones: ReadonlyMap<string, Declaration<typeof privateDnsZone>>
  readonly identity: Declaration<typeof userAssignedIdentity> | undefined
  /** The subnets that computes name for themselves, by their ids in lower case. */
  readonly computeSubnets: ReadonlyMap<string, Declaration<typeof subnet>>
  /** The identities of computes, by their ids in lower case. */
  readonly computeIdentities: ReadonlyMap<string, Declaration<typeof userAssignedIdentity>>
  readonly keyVault: Declaration<typeof keyVault> | undefined
  readonly kubernetes: Declaration<typeof managedCluster> | undefined
  readonly sshKey: Declaration<typeof sshPublicKey> | undefined
}

export function given(site: Site, add: Add): Given {
  const { request, choices } = site
  const optional = <Looked>(id: string | undefined, look: (id: string) => Looked) =>
    id === undefined ? undefined : look(id)
  const key = (name: string) => ({ key: `preflight/${name}`, phase: 'preflight' as const })

  const existing = choices.hasNetwork ? request.network?.existing : undefined
  const network = optional(existing?.virtualNetworkId, (id) =>
    add(read(virtualNetwork, { ...key('virtual-network'), id, requires: existingNetworkRequirement(site) })),
  )
  const subnets = new Map<SubnetUse, Declaration<typeof subnet>>()
  if (network !== undefined) {
    for (const use of neededSubnets(site)) {
      const found = existingSubnet(site, network, use)
      if (found !== undefined) subnets.set(use, add(found))
    }
  }
  const kubernetes = request.inference?.kubernetes
  const jumpBox = typeof request.jumpBox === 'object' ? request.jumpBox : {}
  const computes = [...(request.compute?.clusters ?? []), ...(request.compute?.instances ?? [])]
  const identityIds = computes.flatMap(({ identityIds = [] }) => identityIds)
  const subnetIds = choices.hasComputeInNetwork ? computes.flatMap(({ subnetId }) => subnetId ?? []) : []
  return {
    network,
    subnets,
    hub: optional(choices.hasNetwork ? request.network?.peering?.hubId : undefined, (id) =>
      add(read(virtualNetwork, { ...key('hub'), id })),
    ),
    firewall: optional(choices.egress === 'existingAzureFirewall' ? request.egress?.firewallId : undefined, (id) =>
      add(read(azureFirewall, { ...key('firewall'), id })),
    ),
    policy: optional(choices.egress === 'existingAzureFirewall' ? request.egress?.policyId : undefined, (id) =>
      add(read(firewallPolicy, { ...key('firewall-policy'), id })),
    ),
    zones: new Map(
      choices.dns === 'existingZones'
        ? neededZones(site).map((zone) => {
            const id = `${request.dns?.zonesIn}/providers/${privateDnsZone.type}/${zone}`
            return [zone, add(read(privateDnsZone, { ...key(`zone-${zone}`), id }))] as const
          })
        : [],
    ),
    identity: optional(request.identity?.id, (id) => add(read(userAssignedIdentity, { ...key('identity'), id }))),
    computeSubnets: new Map(
      distinct(subnetIds).map((id) => [
        id.toLowerCase(),
        add(
          read(subnet, {
            ...key(`subnet-${shortHash(id)}`),
            id,
            requires: { isUndelegated: true, ...(existing?.mayAdjust === true ? {} : policiesOff) },
          }),
        ),
      ]),
    ),
    computeIdentities: new Map(
      distinct(identityIds).map((id) => [
        id.toLowerCase(),
        add(read(userAssignedIdentity, { ...key(`identity-${shortHash(id)}`), id })),
      ]),
    ),
    keyVault: optional(request.encryption?.keyVaultId, (id) => add(read(keyVault, { ...key('key-vault'), id }))),
    kubernetes: optional(kubernetes?.clusterId, (id) =>
      add(
        read(managedCluster, {
          ...key('kubernetes'),
          id,
          requires: { location: site.region },
        }),
      ),
    ),
    sshKey: optional(choices.hasJumpBox ? jumpBox.sshPublicKeyId : undefined, (id) =>
      add(read(sshPublicKey, { ...key('ssh-public-key'), id })),
    ),
  }
}

/** The network has to be in the workspace's region, and to hold the range that new subnets are cut from. */
function existingNetworkRequirement({ region, request }: Site) {
  const space = request.network?.addressSpace
  return { location: region, ...(space === undefined ? {} : { addressPrefixes: [space] }) }
}

/** Azure does not tell upper from lower case in ids; the first spelling counts. */
function distinct(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.findIndex((other) => other.toLowerCase() === id.toLowerCase()) === index)
}
