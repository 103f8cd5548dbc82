import { expect, test } from 'vitest'
import { blueprintOfExample, exampleOf } from '../../test/examples.ts'
import { lookInto, valuesOf } from '../../test/look-into.ts'
import { cluster, inPrivate } from '../../test/requests.ts'
import { blueprintOf } from '../blueprint-of.ts'

const example = exampleOf('private')

test('compute begins only when names resolve, the way out is there and the storage is open to the workspace', () => {
  const { allBefore } = lookInto(blueprintOfExample('private'))
  for (const key of ['compute/cpu-cluster', 'compute/ana-dev']) {
    const before = allBefore(key)
    for (const needed of [
      'endpoints/workspace-records',
      'endpoints/blob-records',
      'endpoints/registry-records',
      'dns/blob-link',
      'network/dns-servers',
      'network/training-subnet',
      'access/workspace-blobs',
    ]) {
      expect(before, `${key} and ${needed}`).toContain(needed)
    }
  }
})

test('compute in a managed network begins only when the network is built', () => {
  expect(lookInto(blueprintOfExample('managed')).allBefore('compute/cpu-cluster')).toContain(
    'managed-network/provision',
  )
})

test('images are built by the first cluster without GPUs, and by none where there is none', () => {
  const withGpu = { name: 'gpu', vmSize: 'Standard_NC6s_v3', maxNodes: 2 }
  const withoutGpu = { name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 2 }
  const builders = (clusters: (typeof withGpu)[]) =>
    blueprintOf({ ...example, compute: { clusters } }, { id: 'w' })
      .resources.filter(({ key }) => key === 'workspace/image-build')
      .flatMap(({ body }) => valuesOf(body, 'imageBuildCompute'))
  expect(builders([withGpu, withoutGpu])).toEqual(['cpu'])
  expect(builders([withGpu])).toEqual([])
})

// Azure refuses the same role for the same identity under a second name.
test('an identity that clusters share, or the workspace has too, gets each role once', () => {
  const id = `/subscriptions/${inPrivate.subscriptionId}/resourceGroups/rg-hub/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shared`
  const clusters = [
    { ...cluster, name: 'one', identityIds: [id] },
    { ...cluster, name: 'two', identityIds: [id.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')] },
  ]
  const roles = (identity: typeof inPrivate.identity) =>
    blueprintOf({ ...inPrivate, compute: { clusters }, ...(identity === undefined ? {} : { identity }) }, { id: 'w' })
      .resources.map(({ key }) => key)
      .filter((key) => key.startsWith('access/identity-'))
  expect(roles(undefined)).toHaveLength(2)
  expect(roles({ type: 'userAssigned', id })).toEqual([expect.stringMatching(/-images$/)])
})
