import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inHybrid, inManaged, inManagedWithNetwork, inPrivate } from '../../test/requests.ts'

type Endpoint = NonNullable<NonNullable<WorkspaceRequest['inference']>['endpoints']>[number]

const serving = (request: WorkspaceRequest, options: Partial<Endpoint>): WorkspaceRequest => ({
  ...request,
  inference: { endpoints: [{ name: 'scores', ...options }] },
})
const withEndpoint: WorkspaceRequest = { ...inHybrid, resources: { workspace: { privateEndpoint: true } } }

test.each<[WorkspaceRequest, string]>([
  [serving(inHybrid, { inbound: 'private' }), 'needs-network /inference/endpoints/0/inbound'],
  [serving(inManaged, { inbound: 'private' }), 'needs-network /inference/endpoints/0/inbound'],
  [serving(inManagedWithNetwork, { outbound: 'private' }), 'endpoint-outbound-managed /inference/endpoints/0/outbound'],
  [
    serving(inPrivate, { outbound: 'public' }),
    'endpoint-outbound-needs-public-workspace /inference/endpoints/0/outbound',
  ],
  [serving(inHybrid, { outbound: 'private' }), 'endpoint-outbound-needs-private /inference/endpoints/0/outbound'],
  [
    { ...inPrivate, inference: { endpoints: [{ name: 'scores' }, { name: 'Scores' }] } },
    'duplicate-name /inference/endpoints/1/name',
  ],
])('what cannot work is refused', (request, problem) => {
  expect(codesAt(request)).toEqual([problem])
})

test.each<[WorkspaceRequest]>([
  [serving(inPrivate, { inbound: 'private', outbound: 'private' })],
  [serving(inPrivate, { inbound: 'public' })],
  [serving(inHybrid, { inbound: 'public', outbound: 'public' })],
  [serving(withEndpoint, { inbound: 'private', outbound: 'private' })],
  [serving(inManagedWithNetwork, { inbound: 'private' })],
])('what can work is accepted', (request) => {
  expect(codesAt(request)).toEqual([])
})
