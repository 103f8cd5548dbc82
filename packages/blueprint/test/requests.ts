import type { WorkspaceRequest } from '@palisade/contract'

/** The least that each scenario takes. Tests add to them what they are about. */
const base: WorkspaceRequest = {
  name: 'fraud-detection',
  project: 'risk-analytics',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg-fraud-detection',
  region: 'westeurope',
}

export const inGroup = `/subscriptions/${base.subscriptionId}/resourceGroups/rg-hub/providers`
export const virtualNetworkId = `${inGroup}/Microsoft.Network/virtualNetworks/vnet-hub`

export const inPrivate: WorkspaceRequest = { ...base, network: { addressSpace: '10.40.0.0/20' } }
export const inHybrid: WorkspaceRequest = { ...inPrivate, scenario: 'hybrid' }
export const inOpen: WorkspaceRequest = { ...base, scenario: 'open' }
export const inManaged: WorkspaceRequest = { ...base, scenario: 'managed', access: { public: true } }
export const inManagedWithNetwork: WorkspaceRequest = { ...inPrivate, scenario: 'managed' }

/** In a network that exists, with all that compute needs. */
export const inExisting: WorkspaceRequest = {
  ...base,
  network: {
    existing: {
      virtualNetworkId,
      subnets: {
        training: { name: 'training', addressPrefix: '10.1.0.0/24' },
        endpoints: { name: 'endpoints', addressPrefix: '10.1.1.0/26' },
      },
    },
  },
}

const person = {
  objectId: '8d1c0f4e-6c1b-4a8e-9c55-0c7f5a2f7b10',
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
}
export const cluster = { name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 4 }
export const instance = { name: 'ana-dev', vmSize: 'Standard_DS3_v2', assignedTo: person }
