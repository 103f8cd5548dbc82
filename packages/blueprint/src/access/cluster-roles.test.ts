import { expect, test } from 'vitest'
import { blueprintOf } from '../blueprint-of.ts'

test('an identity that workspace and cluster share gets no role twice, because Azure refuses that', () => {
  const id =
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/'
  const { resources } = blueprintOf(
    {
      name: 'fraud-detection',
      project: 'risk-analytics',
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      resourceGroup: 'rg-fraud-detection',
      region: 'westeurope',
      network: { addressSpace: '10.40.0.0/20' },
      identity: { type: 'userAssigned', id: `${id}id-shared` },
      compute: {
        clusters: [{ name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 4, identityIds: [`${id}ID-Shared`] }],
      },
    },
    { id: 'ws_1' },
  )
  const blobs = resources.filter(({ kind, body }) => kind.endsWith('/roleAssignments') && isBlobRole(body))
  expect(blobs.map(({ key }) => key)).toEqual(['access/workspace-blobs'])
})

/** Storage Blob Data Contributor. */
function isBlobRole(body: unknown): boolean {
  return JSON.stringify(body).includes('ba92f5b4-2d11-453d-a403-e96b0029c9fe')
}
