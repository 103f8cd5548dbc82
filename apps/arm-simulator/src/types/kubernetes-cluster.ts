import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Completed, Write } from '../arm/arm-type.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf } from '../arm/resource-id.ts'
import { tenantId } from '../identity/tenant-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { checkClusterNetwork } from '../kubernetes/check-cluster-network.ts'
import { clusterActions } from '../kubernetes/cluster-actions.ts'
import { clusterAddresses } from '../kubernetes/cluster-addresses.ts'
import { kubernetesAnswers } from '../long-running/kubernetes-answers.ts'
import type { Resource } from '../state/resource.ts'

/** What is fixed when the cluster is made. */
const fixed = [
  ['dnsPrefix'],
  ['nodeResourceGroup'],
  ['apiServerAccessProfile', 'enablePrivateCluster'],
  ['networkProfile', 'networkPlugin'],
  ['networkProfile', 'serviceCidr'],
  ['networkProfile', 'dnsServiceIP'],
] as const

/** The nodes, their load balancer and their group are only names and addresses here. */
export const kubernetesCluster: ArmType = {
  type: 'Microsoft.ContainerService/managedClusters',
  name: {
    accepts: /^[a-zA-Z0-9](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?$/,
    refuse: (name) =>
      new ArmError(
        400,
        'InvalidParameter',
        `The cluster name '${name}' is invalid. It must be from 1 to 63 characters long, begin and end with a letter or digit, and have only letters, digits, '-' and '_'.`,
        { target: 'resourceName' },
      ),
  },
  style: kubernetesAnswers.cluster,
  seconds: { create: 300, update: 240, delete: 240 },
  requires: ['properties.agentPoolProfiles'],
  refers: (body) => [...subnetReferences(body), ...zoneReference(body)],
  validate(write) {
    const { body, existing, world } = write
    const properties = read.object(body, 'properties')
    const refuse = (message: string, target: string): ArmError =>
      new ArmError(400, 'InvalidParameter', message, { target })
    if ((read.text(properties, 'dnsPrefix') ?? '') === '' && (read.text(properties, 'fqdnSubdomain') ?? '') === '')
      throw refuse('Required parameter dnsPrefix is missing (null).', 'dnsPrefix')
    const pools = poolsOf(body)
    // Where no pool says what it is for, the first one is the system's, as in Microsoft's example of a host group.
    if (!pools.some((pool, index) => pool.mode === 'System' || (index === 0 && pools.every(isUnsaid))))
      throw refuse('There has to be at least one system agent pool.', 'agentPoolProfiles')
    for (const pool of pools) {
      const name = read.text(pool, 'name') ?? ''
      if (!/^[a-z][a-z0-9]{0,11}$/.test(name))
        throw refuse(
          `The agent pool name '${name}' is invalid. It must have from 1 to 12 lower-case letters and digits, and begin with a letter.`,
          'agentPoolProfile.name',
        )
      if ((read.number(pool, 'count') ?? 1) < 1 && pool.mode === 'System')
        throw refuse(`The system agent pool '${name}' needs at least one node.`, 'agentPoolProfile.count')
    }
    const identity = read.text(body, 'identity', 'type') ?? ''
    if (identity === '' && read.text(properties, 'servicePrincipalProfile', 'clientId') === undefined)
      throw refuse('The cluster needs an identity or a service principal.', 'identity')
    if (
      identity === 'UserAssigned' &&
      Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).length !== 1
    )
      throw refuse('A cluster has exactly one user-assigned identity.', 'identity.userAssignedIdentities')
    refuseChanges(body, existing)
    const subnets = subnetReferences(body).flatMap(({ id }) => {
      const subnet = world.get(keyOf(id))
      return subnet === undefined ? [] : [subnet]
    })
    checkClusterNetwork(body, subnets, world)
  },
  complete: completeCluster,
  removed(cluster, world) {
    const kubelet = read.text(cluster.body, 'properties', 'identityProfile', 'kubeletidentity', 'objectId')
    if (kubelet !== undefined && cluster.internal.ownsKubelet === true) world.forgetPrincipal(kubelet)
  },
  // Only tags, and yet it takes its time.
  patchable: { properties: [] },
  actions: clusterActions,
  privateLink: {
    groups: {
      management: (cluster) => {
        const host = read.text(cluster.body, 'properties', 'privateFQDN') ?? ''
        const [label = '', ...zone] = host.split('.')
        return [{ name: 'management', fqdns: [host], records: [{ zone: zone.join('.'), name: label }] }]
      },
    },
    refuse: (cluster) =>
      read.at(cluster.body, 'properties', 'apiServerAccessProfile', 'enablePrivateCluster') === true
        ? undefined
        : new ArmError(
            400,
            'PrivateLinkServiceNotSupported',
            `The cluster ${cluster.name} is not private and has no private endpoints.`,
          ),
  },
}

function poolsOf(body: JsonObject): JsonObject[] {
  return read
    .list(body, 'properties', 'agentPoolProfiles')
    .filter((item: Json): item is JsonObject => read.isObject(item))
}

function subnetReferences(body: JsonObject): Reference[] {
  const ids = poolsOf(body).flatMap((pool) => {
    const id = read.text(pool, 'vnetSubnetID')
    return id === undefined || id === '' ? [] : [id]
  })
  return [...new Set(ids)].map((id) => ({ id, field: 'properties.agentPoolProfiles.vnetSubnetID' }))
}

/** A private DNS zone of the user's own; `system` and `none` are words. */
function zoneReference(body: JsonObject): Reference[] {
  const field = 'properties.apiServerAccessProfile.privateDNSZone'
  const zone = read.text(body, 'properties', 'apiServerAccessProfile', 'privateDNSZone') ?? ''
  return zone.startsWith('/') ? [{ id: zone, field }] : []
}

function refuseChanges(body: JsonObject, existing: Resource | undefined): void {
  if (existing === undefined) return
  for (const path of fixed) {
    const asked = read.at(body, 'properties', ...path)
    if (asked === undefined || asked === read.at(existing.body, 'properties', ...path)) continue
    throw new ArmError(400, 'PropertyChangeNotAllowed', `Changing property '${path.join('.')}' is not allowed.`, {
      target: path.join('.'),
    })
  }
}

function isUnsaid(pool: JsonObject): boolean {
  return pool.mode === undefined
}

function completeCluster({ id, body, existing, world }: Write): Completed {
  const before = read.object(existing?.body, 'properties')
  const properties = read.object(body, 'properties')
  const location = read.text(body, 'location') ?? ''
  const asked = read.text(properties, 'kubernetesVersion') || (read.text(before, 'kubernetesVersion') ?? '1.33')
  const current = /^\d+\.\d+$/.test(asked) ? `${asked}.2` : asked
  const isPrivate = read.at(properties, 'apiServerAccessProfile', 'enablePrivateCluster') === true
  const label = read.text(existing?.internal, 'label') ?? world.newGuid().slice(0, 8)
  const zone = read.text(existing?.internal, 'zone') ?? world.newGuid()
  const prefix = `${read.text(properties, 'dnsPrefix') ?? read.text(properties, 'fqdnSubdomain') ?? ''}-${label}`
  const group = (read.text(properties, 'nodeResourceGroup') || `MC_${id.group ?? ''}_${id.name}_${location}`).slice(
    0,
    80,
  )
  const profile = read.object(properties, 'networkProfile')
  const full: JsonObject = {
    ...body,
    sku: withDefaults(read.object(body, 'sku'), { name: 'Base', tier: 'Free' }),
    properties: {
      ...withDefaults(properties, {
        enableRBAC: true,
        disableLocalAccounts: false,
        supportPlan: 'KubernetesOfficial',
        servicePrincipalProfile: { clientId: 'msi' },
        oidcIssuerProfile: { enabled: false },
      }),
      kubernetesVersion: asked,
      currentKubernetesVersion: current,
      maxAgentPools: 100,
      nodeResourceGroup: group,
      powerState: { code: 'Running' },
      resourceUID: read.text(before, 'resourceUID') ?? world.newGuid(),
      ...(isPrivate
        ? {
            privateFQDN: `${prefix}.${zone}.privatelink.${location}.azmk8s.io`,
            apiServerAccessProfile: withDefaults(read.object(properties, 'apiServerAccessProfile'), {
              enablePrivateClusterPublicFQDN: true,
              privateDNSZone: 'system',
            }),
          }
        : {}),
      ...(isPrivate && read.at(properties, 'apiServerAccessProfile', 'enablePrivateClusterPublicFQDN') === false
        ? {}
        : { fqdn: `${prefix}.hcp.${location}.azmk8s.io` }),
      azurePortalFQDN: `${prefix}.portal.hcp.${location}.azmk8s.io`,
      networkProfile: withDefaults(profile, {
        networkPlugin: 'azure',
        serviceCidr: '10.0.0.0/16',
        dnsServiceIP: '10.0.0.10',
        loadBalancerSku: 'standard',
        outboundType: 'loadBalancer',
        ...(profile.networkPlugin === 'kubenet' || profile.networkPluginMode === 'overlay'
          ? { podCidr: '10.244.0.0/16' }
          : {}),
      }),
      agentPoolProfiles: poolsOf(body).map((pool, index, pools) => ({
        ...withDefaults(pool, {
          mode: index === 0 && pools.every(isUnsaid) ? 'System' : 'User',
          count: 1,
          osType: 'Linux',
          osSKU: 'Ubuntu',
          type: 'VirtualMachineScaleSets',
          maxPods: profile.networkPlugin === 'azure' && profile.networkPluginMode !== 'overlay' ? 30 : 110,
          enableNodePublicIP: false,
          orchestratorVersion: asked,
        }),
        currentOrchestratorVersion: current,
        provisioningState: 'Succeeded',
        powerState: { code: 'Running' },
      })),
      identityProfile: withDefaults(read.object(properties, 'identityProfile'), {
        kubeletidentity: read.at(before, 'identityProfile', 'kubeletidentity') ?? {
          resourceId: `/subscriptions/${id.subscription}/resourcegroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${id.name}-agentpool`,
          clientId: world.newGuid(),
          objectId: world.newGuid(),
        },
      }),
      ...(read.at(properties, 'aadProfile', 'managed') === true
        ? { aadProfile: withDefaults(read.object(properties, 'aadProfile'), { tenantID: tenantId }) }
        : {}),
    },
  }
  return {
    body: full,
    internal: {
      label,
      zone,
      ownsKubelet:
        existing === undefined
          ? read.at(properties, 'identityProfile', 'kubeletidentity') === undefined
          : existing.internal.ownsKubelet === true,
      addresses: clusterAddresses(full, read.texts(existing?.internal, 'addresses'), world, id.key),
    },
  }
}
