import type { WorkspaceRequest } from '@palisade/contract'
import { dnsZones, linkedZones } from './dns-zones.ts'
import { existingNetwork } from './existing-network.ts'
import { type Given, groupOf } from './given.ts'
import { hub } from './hub.ts'
import { identities } from './identities.ts'
import { keyVault } from './key-vault.ts'
import { kubernetesCluster } from './kubernetes-cluster.ts'
import { outboundTargets } from './outbound-targets.ts'
import { sshPublicKey } from './ssh-public-key.ts'

/** All that a request takes for granted, in the order in which it is made: groups, then what is in them. */
export function givenFor(request: WorkspaceRequest): Given[] {
  const things = [
    existingNetwork,
    hub,
    dnsZones,
    linkedZones,
    identities,
    keyVault,
    kubernetesCluster,
    outboundTargets,
    sshPublicKey,
  ]
  const found = things.flatMap((thing) => thing(request))
  const groups = [...new Set(found.map(({ id }) => groupOf(id)))].map((id) => ({
    id,
    body: { location: 'westeurope' },
  }))
  return [...groups, ...found]
}
