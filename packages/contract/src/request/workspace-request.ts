import { type Static, Type } from 'typebox'
import { Access } from './access.ts'
import { Compute } from './compute.ts'
import { Dns } from './dns.ts'
import { Egress } from './egress.ts'
import { Encryption } from './encryption.ts'
import { Identity } from './identity.ts'
import { Inference } from './inference.ts'
import { JumpBox } from './jump-box.ts'
import { Isolation, OutboundRule } from './managed-network.ts'
import { Monitor } from './monitor.ts'
import { Network } from './network.ts'
import { closed, Flag, Guid, groupName, Tags } from './parts.ts'
import { Resources } from './resources.ts'
import { Scenario } from './scenario.ts'
import { Sentinel } from './sentinel.ts'
import { Studio } from './studio.ts'

/** What a portal posts. Short on purpose: what it does not say is derived, and derived closed. */
export const WorkspaceRequest = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-z](?!.*--)[a-z0-9-]{1,27}[a-z0-9]$',
      description:
        '3 to 29 lower-case letters, digits and single hyphens; begins with a letter. Names of Azure resources derive from it.',
    }),
    project: Type.String({
      pattern: '^[a-z](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$',
      description: 'Who the workspace is for: 3 to 63 lower-case letters, digits and single hyphens.',
    }),
    subscriptionId: Guid('The Azure subscription that everything is made in'),
    resourceGroup: Type.String({
      pattern: `^${groupName}$`,
      description:
        'Made if it does not exist: 1 to 90 letters, digits, ".", "-", "_" and brackets; does not end with ".".',
    }),
    region: Type.String({ pattern: '^[a-z0-9]{3,32}$', description: 'An Azure region in its short form: westeurope.' }),
    scenario: Type.Optional(Scenario),
    isolation: Type.Optional(Isolation),
    outboundRules: Type.Optional(
      Type.Array(OutboundRule, {
        maxItems: 50,
        description: 'For the scenario managed: what its network may reach beside what Azure ML needs.',
      }),
    ),
    network: Type.Optional(Network),
    resources: Type.Optional(Resources),
    access: Type.Optional(Access),
    egress: Type.Optional(Egress),
    dns: Type.Optional(Dns),
    compute: Type.Optional(Compute),
    inference: Type.Optional(Inference),
    studio: Type.Optional(Studio),
    sentinel: Type.Optional(Sentinel),
    jumpBox: Type.Optional(JumpBox),
    identity: Type.Optional(Identity),
    encryption: Type.Optional(Encryption),
    monitor: Type.Optional(Monitor),
    legacyV1: Flag(
      'Whether only the API of version 1 works, so that nothing goes through public Azure Resource Manager. Default: no.',
    ),
    highBusinessImpact: Flag(
      'Whether Azure ML keeps less diagnostic data and encrypts more. Cannot be changed later. Default: yes, but for the scenario open.',
    ),
    tags: Type.Optional(Tags(40, 'Put on every resource that can carry tags.')),
  },
  { ...closed, $id: 'WorkspaceRequest', title: 'WorkspaceRequest' },
)

export type WorkspaceRequest = Static<typeof WorkspaceRequest>
