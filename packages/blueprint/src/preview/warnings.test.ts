import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import {
  cluster,
  inExisting,
  inHybrid,
  inManaged,
  inManagedWithNetwork,
  inOpen,
  inPrivate,
} from '../../test/requests.ts'
import { validateRequest } from '../validate/validate-request.ts'
import { warnings } from './warnings.ts'

const endpoint = { name: 'scores', outbound: 'private' } as const
const clientIps = ['203.0.113.7']

/** What each warning is known by, a request that has it, and one that comes close and has not. */
test.each<[RegExp, WorkspaceRequest, WorkspaceRequest]>([
  [/closed to the internet/, inPrivate, { ...inPrivate, monitor: { privateLinkScope: true } }],
  [/closed to the internet/, inHybrid, inOpen],
  [/taken over/, { ...inOpen, resources: { onExisting: 'adopt' } }, { ...inOpen, resources: { onExisting: 'refuse' } }],
  [
    /destroyed for good/,
    { ...inOpen, resources: { onSoftDeleted: 'purge' } },
    { ...inOpen, resources: { onSoftDeleted: 'recover' } },
  ],
  [/not a private range/, { ...inPrivate, network: { addressSpace: '8.8.0.0/16' } }, inPrivate],
  [
    /not peered.*routes/,
    { ...inPrivate, egress: { mode: 'appliance', nextHop: '10.9.0.4' } },
    { ...inExisting, egress: { mode: 'appliance', nextHop: '10.9.0.4' } },
  ],
  [/not peered.*DNS/, { ...inPrivate, dns: { mode: 'customServer', servers: ['10.9.0.4'] } }, inPrivate],
  [
    /443 is open to the whole internet/,
    { ...inPrivate, egress: { mode: 'natGateway', allow: ['python'] } },
    { ...inPrivate, egress: { mode: 'azureFirewall', allow: ['python'] } },
  ],
  [
    /443 is open to the whole internet/,
    { ...inHybrid, egress: { mode: 'none', allow: ['python'] }, compute: { clusters: [cluster] } },
    { ...inHybrid, egress: { mode: 'none' }, compute: { clusters: [cluster] } },
  ],
  [/NAT gateway cannot filter hosts/, { ...inPrivate, egress: { mode: 'natGateway' } }, inPrivate],
  [/public addresses cannot filter hosts/, { ...inHybrid, compute: { clusters: [cluster] } }, inHybrid],
  [/handed over, and compute/, { ...inPrivate, egress: { mode: 'appliance', nextHop: '10.9.0.4' } }, inPrivate],
  [/waits until/, { ...inPrivate, dns: { mode: 'policy' } }, inPrivate],
  [/records of private endpoints/, { ...inPrivate, dns: { mode: 'customServer', servers: ['10.9.0.4'] } }, inPrivate],
  [/clients in its own region/, { ...inHybrid, access: { clientIps } }, inHybrid],
  [
    /studio does not show data/,
    { ...inHybrid, access: { clientIps } },
    { ...inHybrid, access: { clientIps }, studio: false },
  ],
  [/about 30 minutes/, inManaged, inPrivate],
  [/costs money/, { ...inManaged, outboundRules: [{ name: 'pypi', fqdn: 'pypi.org' }] }, inManaged],
  [/only what outbound rules allow/, inManaged, { ...inManaged, isolation: 'internet' }],
  [
    /online endpoints, so these are not made/,
    { ...inPrivate, legacyV1: true, inference: { endpoints: [endpoint] } },
    inPrivate,
  ],
  [/workspace has none/, { ...inHybrid, legacyV1: true }, { ...inPrivate, legacyV1: true }],
  [/build images/, inPrivate, { ...inPrivate, compute: { clusters: [cluster] } }],
  [/build images/, inHybrid, inOpen],
  [/build images/, inPrivate, inManagedWithNetwork],
  [
    /quota/,
    { ...inPrivate, compute: { clusters: [{ ...cluster, maxNodes: 200 }] } },
    { ...inPrivate, compute: { clusters: [cluster] } },
  ],
  [
    /scores has no deployment yet/,
    { ...inPrivate, inference: { endpoints: [endpoint] } },
    { ...inPrivate, inference: { endpoints: [{ name: 'scores' }] } },
  ],
  [/designer fail/, inPrivate, inOpen],
  [/studio cannot show data/, { ...inPrivate, studio: false }, inPrivate],
  [
    /Nobody can sign in/,
    { ...inPrivate, jumpBox: true },
    { ...inPrivate, jumpBox: { users: ['8d1c0f4e-6c1b-4a8e-9c55-0c7f5a2f7b10'] } },
  ],
  [
    /one of its owner/,
    { ...inExisting, network: { addressSpace: '10.2.0.0/20', ...inExisting.network }, jumpBox: true },
    { ...inPrivate, jumpBox: true },
  ],
  [/Nothing leads out/, { ...inPrivate, jumpBox: true, egress: { mode: 'none' } }, { ...inPrivate, jumpBox: true }],
])('%s is said where it holds, and only there', (line, has, hasNot) => {
  expect([...validateRequest(has), ...validateRequest(hasNot)]).toEqual([])
  expect(warnings(has).filter((one) => line.test(one))).toHaveLength(1)
  expect(warnings(hasNot).filter((one) => line.test(one))).toEqual([])
})
