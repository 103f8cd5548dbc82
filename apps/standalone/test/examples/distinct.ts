import type { WorkspaceRequest } from '@palisade/contract'

type OnlineEndpoint = NonNullable<NonNullable<WorkspaceRequest['inference']>['endpoints']>[number]
type ComputeInstance = NonNullable<NonNullable<WorkspaceRequest['compute']>['instances']>[number]
type OutboundRule = NonNullable<WorkspaceRequest['outboundRules']>[number]

/**
 * The same request with what is its own: random requests are made each for itself, and here they live beside each
 * other. In a subscription of its own, nearly everything is; but names of vaults and accounts are given once in the
 * world, and no two workspaces take the same addresses.
 */
export function distinct(request: WorkspaceRequest, index: number): WorkspaceRequest {
  const subscriptionId = `${`${index}`.padStart(8, '0')}-0000-4000-8000-000000000000`
  const own: WorkspaceRequest = JSON.parse(JSON.stringify(request).replaceAll(request.subscriptionId, subscriptionId))
  const { network, encryption, outboundRules, inference, compute } = own
  return {
    ...own,
    project: `project-${index}`,
    ...(network === undefined ? {} : { network: apart(network, index) }),
    ...(encryption === undefined ? {} : { encryption: withVaultOf(encryption, index) }),
    ...(compute?.instances === undefined
      ? {}
      : { compute: { ...compute, instances: inRegion(compute.instances, index) } }),
    ...(inference?.endpoints === undefined
      ? {}
      : { inference: { ...inference, endpoints: withNamesOf(inference.endpoints, index) } }),
    ...(outboundRules === undefined ? {} : { outboundRules: withTargetsOf(outboundRules, index) }),
  }
}

/** With an address space that no other workspace has, as large as it was or a /16. */
function apart(network: NonNullable<WorkspaceRequest['network']>, index: number): typeof network {
  if (network.addressSpace === undefined) return network
  const prefix = Math.max(16, Number(network.addressSpace.split('/')[1]))
  const existing = Object.values(network.existing?.subnets ?? {})
  const first = existing.some(({ addressPrefix }) => addressPrefix.startsWith('10.')) ? 20 : 10
  const place = index + 1
  return { ...network, addressSpace: `${first + Math.floor(place / 256)}.${place % 256}.0.0/${prefix}` }
}

/** So is that of a compute instance. */
function inRegion(instances: readonly ComputeInstance[], index: number): ComputeInstance[] {
  return instances.map((instance, place) => ({
    ...instance,
    name: `${instance.name.slice(0, 12).replace(/-+$/, '')}-${index}-${place}x`,
  }))
}

/** An endpoint's name is given once in a region. */
function withNamesOf(endpoints: readonly OnlineEndpoint[], index: number): OnlineEndpoint[] {
  return endpoints.map((endpoint, place) => ({
    ...endpoint,
    name: `${endpoint.name.slice(0, 20).replace(/-+$/, '')}-${index}-${place}`,
  }))
}

function withVaultOf({ keyVaultId, keyIdentifier }: NonNullable<WorkspaceRequest['encryption']>, index: number) {
  return {
    keyVaultId: `${keyVaultId}-${index}`,
    keyIdentifier: keyIdentifier.replace('.vault.', `-${index}.vault.`),
  }
}

function withTargetsOf(rules: readonly OutboundRule[], index: number): OutboundRule[] {
  return rules.map((rule, place) => {
    if (rule.privateEndpoint === undefined) return rule
    const { resourceId, subresource } = rule.privateEndpoint
    // One destination takes one rule, so each rule has a target of its own.
    const unique = `${resourceId}x${index}x${place}`
    // Of databases the simulator knows nothing.
    const isDatabase = subresource === 'sqlServer'
    return {
      ...rule,
      privateEndpoint: isDatabase
        ? {
            resourceId: unique.replace('Microsoft.Sql/servers/sql-', 'Microsoft.Storage/storageAccounts/'),
            subresource: 'table',
          }
        : { resourceId: unique, subresource },
    }
  })
}
