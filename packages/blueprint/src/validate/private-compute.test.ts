import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inExisting, inHybrid, inOpen, inPrivate, instance } from '../../test/requests.ts'

const closed = { clusters: [{ ...cluster, publicIp: false }] }

test.each<[string, WorkspaceRequest, string[]]>([
  [
    'open has no network',
    { ...inOpen, compute: closed },
    ['private-compute-needs-network /compute/clusters/0/publicIp'],
  ],
  [
    'a public workspace without an endpoint',
    { ...inHybrid, egress: { mode: 'natGateway' }, compute: closed },
    ['private-compute-needs-endpoint /compute/clusters/0/publicIp'],
  ],
  [
    'a public workspace, where egress is none by default',
    { ...inHybrid, resources: { workspace: { privateEndpoint: true } }, compute: closed },
    ['no-egress /egress'],
  ],
  ['an existing network, likewise', { ...inExisting, compute: { clusters: [cluster] } }, ['no-egress /egress']],
  [
    'a network that nothing leaves',
    { ...inPrivate, egress: { mode: 'none' }, compute: { instances: [instance] } },
    ['no-egress /egress/mode'],
  ],
  [
    'a new Kubernetes cluster',
    { ...inPrivate, egress: { mode: 'none' }, inference: { kubernetes: { name: 'aks' } } },
    ['no-egress /egress/mode'],
  ],
])('compute without public addresses is refused: %s', (_, request, problems) => {
  expect(codesAt(request)).toEqual(problems)
})

test.each<[string, WorkspaceRequest]>([
  ['public addresses need no egress', { ...inHybrid, compute: { clusters: [cluster], instances: [instance] } }],
  [
    'public addresses in an existing network',
    { ...inExisting, egress: { mode: 'none' }, compute: { clusters: [{ ...cluster, publicIp: true }] } },
  ],
  ['no compute needs no egress', { ...inPrivate, egress: { mode: 'none' } }],
  [
    'a public workspace with an endpoint and a way out',
    {
      ...inHybrid,
      egress: { mode: 'natGateway' },
      resources: { workspace: { privateEndpoint: true } },
      compute: closed,
    },
  ],
])('%s', (_, request) => {
  expect(codesAt(request)).toEqual([])
})
