import type { WorkspaceRequest } from '@palisade/contract'
import type { Given } from './given.ts'

/** A private AKS cluster that several teams use. */
export function kubernetesCluster({ inference, region }: WorkspaceRequest): Given[] {
  const id = inference?.kubernetes?.clusterId
  if (id === undefined) return []
  return [
    {
      id,
      body: {
        location: region,
        identity: { type: 'SystemAssigned' },
        properties: {
          dnsPrefix: 'shared',
          enableRBAC: true,
          apiServerAccessProfile: { enablePrivateCluster: true },
          agentPoolProfiles: [{ name: 'system', mode: 'System', count: 3, vmSize: 'Standard_DS3_v2' }],
        },
      },
    },
  ]
}
