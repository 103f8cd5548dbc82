import type { mlWorkspace } from '@palisade/facts'
import { onlineDeployment, onlineEndpoint } from '@palisade/facts'
import { roleAssignment } from '../access/role-assignment.ts'
import type { Add } from '../collect.ts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'

type EndpointRequest = NonNullable<NonNullable<Site['request']['inference']>['endpoints']>[number]

/**
 * The managed online endpoints, with a deployment where the request names a model. A workspace whose API of version 2 is
 * off refuses them: the preview says so, and they can be made when it is turned on.
 */
export function onlineEndpoints(
  site: Site,
  add: Add,
  on: {
    readonly workspace: Declaration<typeof mlWorkspace>
    readonly foundations: Foundations
    readonly ready: readonly Earlier[]
  },
): void {
  if (site.request.legacyV1 === true) return
  for (const wanted of site.request.inference?.endpoints ?? []) {
    const key = `inference/endpoints/${wanted.name.toLowerCase()}`
    const endpoint = add(
      declare(onlineEndpoint, {
        key,
        phase: 'inference',
        parent: on.workspace,
        name: wanted.name,
        after: on.ready,
        body: {
          location: site.region,
          tags: site.tags,
          kind: 'Managed',
          identity: { type: 'SystemAssigned' },
          // Who calls signs in with Entra ID: a key would be one more secret for someone to keep.
          properties: { authMode: 'AADToken', publicNetworkAccess: isPrivate(site, wanted) ? 'Disabled' : 'Enabled' },
        },
      }),
    )
    const name = `endpoint-${wanted.name.toLowerCase()}`
    const roles = [
      add(
        roleAssignment(site, {
          key: `${name}-images`,
          role: 'AcrPull',
          on: on.foundations.registry,
          to: endpoint,
          why: 'Deployments pull their images without an admin user.',
        }),
      ),
      add(
        roleAssignment(site, {
          key: `${name}-blobs`,
          role: 'Storage Blob Data Reader',
          on: on.foundations.storage,
          to: endpoint,
          why: 'Deployments read models and code without account keys.',
        }),
      ),
    ]
    if (wanted.deployment === undefined) continue
    add(deployment(site, { ...wanted, deployment: wanted.deployment }, endpoint, roles))
  }
}

function deployment(
  site: Site,
  wanted: EndpointRequest & { readonly deployment: NonNullable<EndpointRequest['deployment']> },
  endpoint: Declaration<typeof onlineEndpoint>,
  roles: readonly Earlier[],
) {
  const { name, model, vmSize, instances = 1 } = wanted.deployment
  return declare(onlineDeployment, {
    key: `${endpoint.key}/${name.toLowerCase()}`,
    phase: 'inference',
    parent: endpoint,
    name,
    after: roles,
    body: {
      location: site.region,
      tags: site.tags,
      kind: 'Managed',
      sku: { name: 'Default', capacity: instances },
      properties: {
        endpointComputeType: 'Managed',
        instanceType: vmSize,
        model,
        ...egress(site, wanted),
        appInsightsEnabled: true,
      },
    },
  })
}

function isPrivate({ choices }: Site, { inbound }: EndpointRequest): boolean {
  return inbound === undefined ? choices.hasWorkspaceEndpoint : inbound === 'private'
}

/** A managed network decides what leaves; elsewhere a deployment says it once and for all. */
function egress({ choices }: Site, { outbound }: EndpointRequest) {
  if (choices.isolation !== undefined) return {}
  const isClosed = outbound === undefined ? choices.hasWorkspaceEndpoint : outbound === 'private'
  return { egressPublicNetworkAccess: isClosed ? 'Disabled' : 'Enabled' } as const
}
