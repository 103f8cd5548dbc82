import type { Json } from '@palisade/contract'
import { expect, test } from 'vitest'
import { example, ids } from './support/examples.ts'
import { scriptedAzure } from './support/scripted-azure.ts'

const cluster = { ...example(ids.kubernetes), action: 'read' } as const
const identity = { type: 'SystemAssigned', principalId: 'p' }
const properties = {
  privateFQDN: 'example.privatelink.westeurope.azmk8s.io',
  nodeResourceGroup: 'MC_rg',
  identityProfile: { kubeletidentity: { objectId: 'k' } },
}
const outputs = { principalId: 'p', kubeletPrincipalId: 'k', nodeResourceGroup: 'MC_rg' }

async function read(requirement: Json, found: Readonly<Record<string, Json>>) {
  const { gateway } = await scriptedAzure(() => ({
    status: 200,
    body: { id: ids.kubernetes, location: 'West Europe', identity, properties: { ...properties, ...found } },
  }))
  return gateway.begin({ ...cluster, body: requirement }, { resuming: false }).catch((thrown: unknown) => thrown)
}

test('a cluster that fits is used as it is', async () => {
  expect(await read(null, {})).toEqual({ done: true, outputs })
  expect(await read({ location: 'westeurope', isPrivate: true }, {})).toEqual({ done: true, outputs })
})

test.each([
  ['in another region', { location: 'northeurope' }, {}],
  ['whose API is open to the internet', { isPrivate: true }, { privateFQDN: null }],
  ['whose nodes have no identity', {}, { identityProfile: null }],
] as const)('a cluster %s is refused', async (_, requirement, found) => {
  expect(await read(requirement, found)).toMatchObject({ code: 'existing-unsuitable' })
})
