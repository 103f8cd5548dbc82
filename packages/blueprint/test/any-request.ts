import type { WorkspaceRequest } from '@palisade/contract'
import { egressSets } from '@palisade/contract'
import fc from 'fast-check'

const name = fc.stringMatching(/^[a-z][a-z0-9-]{1,27}[a-z0-9]$/).filter((text) => !text.includes('--'))
const vmSize = fc.constantFrom('Standard_DS3_v2', 'Standard_NC6s_v3', 'STANDARD_D4S_V5')

const cluster = fc.record(
  {
    name: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,30}[a-zA-Z0-9]$/),
    vmSize,
    minNodes: fc.integer({ min: 0, max: 3 }),
    maxNodes: fc.integer({ min: 3, max: 40 }),
  },
  { requiredKeys: ['name', 'vmSize', 'maxNodes'] },
)

const instance = fc.record({
  name: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/).filter((text) => !/-[0-9]+$/.test(text)),
  vmSize,
  assignedTo: fc.record({ objectId: fc.uuid(), tenantId: fc.uuid() }),
})

/** A range inside 10.0.0.0/8 of any size that is large enough. */
const addressSpace = fc
  .record({ prefix: fc.integer({ min: 8, max: 22 }), place: fc.nat() })
  .map(({ prefix, place }) => {
    const first = 10 * 2 ** 24 + (place % 2 ** (prefix - 8)) * 2 ** (32 - prefix)
    return `${[24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256).join('.')}/${prefix}`
  })

/** Requests that have the form of the schema and can be built. */
export const anyRequest: fc.Arbitrary<WorkspaceRequest> = fc
  .record(
    {
      name,
      project: name,
      subscriptionId: fc.uuid(),
      resourceGroup: fc.stringMatching(/^[-A-Za-z0-9._()]{0,89}[-A-Za-z0-9_()]$/),
      region: fc.constantFrom('westeurope', 'northeurope', 'eastus2'),
      network: fc.record({ addressSpace }),
      egress: fc.record({ mode: fc.constant('azureFirewall' as const), allow: fc.subarray([...egressSets]) }),
      compute: fc.record({
        clusters: fc.array(cluster, { maxLength: 4 }),
        instances: fc.array(instance, { maxLength: 6 }),
      }),
      tags: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/), fc.string({ maxLength: 40 }), {
        maxKeys: 5,
      }),
    },
    { requiredKeys: ['name', 'project', 'subscriptionId', 'resourceGroup', 'region', 'network'] },
  )
  .filter(({ compute, tags }) => {
    const computes = [...(compute?.clusters ?? []), ...(compute?.instances ?? [])].map((one) => one.name)
    return isDistinct(computes) && isDistinct(Object.keys(tags ?? {}))
  })

function isDistinct(names: readonly string[]): boolean {
  return new Set(names.map((one) => one.toLowerCase())).size === names.length
}
