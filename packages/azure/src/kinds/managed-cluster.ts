import { managedCluster as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { textAt } from '../body/text-at.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { isSameRegion } from './is-same-region.ts'
import { kind } from './kind.ts'
import { principalOf } from './principal-of.ts'

const apiVersion = '2024-02-01'

/** Source: managedClusters.json of azure-rest-api-specs, Microsoft.ContainerService/aks/stable/2024-02-01. */
interface ManagedCluster {
  readonly location: string
  readonly tags?: Readonly<Record<string, string>>
  readonly sku?: { readonly name?: 'Base'; readonly tier?: 'Standard' | 'Free' | 'Premium' }
  readonly identity?: { readonly type?: string; readonly userAssignedIdentities?: Readonly<Record<string, object>> }
  readonly properties?: {
    readonly dnsPrefix?: string
    readonly kubernetesVersion?: string
    readonly enableRBAC?: boolean
    readonly disableLocalAccounts?: boolean
    readonly aadProfile?: { readonly managed?: boolean; readonly enableAzureRBAC?: boolean }
    readonly apiServerAccessProfile?: {
      readonly enablePrivateCluster?: boolean
      readonly enablePrivateClusterPublicFQDN?: boolean
      readonly privateDNSZone?: string
    }
    readonly agentPoolProfiles?: readonly AgentPool[]
    readonly networkProfile?: NetworkProfile
  }
}

interface AgentPool {
  readonly name: string
  readonly mode?: 'System' | 'User'
  readonly count?: number
  readonly vmSize?: string
  readonly osType?: 'Linux' | 'Windows'
  readonly type?: 'VirtualMachineScaleSets' | 'AvailabilitySet'
  readonly vnetSubnetID?: string
  readonly enableNodePublicIP?: boolean
}

interface NetworkProfile {
  readonly networkPlugin?: 'azure' | 'kubenet' | 'none'
  readonly networkPluginMode?: 'overlay'
  readonly networkPolicy?: 'none' | 'calico' | 'azure' | 'cilium'
  readonly podCidr?: string
  readonly serviceCidr?: string
  readonly dnsServiceIP?: string
  readonly loadBalancerSku?: 'standard' | 'basic'
  readonly outboundType?: 'loadBalancer' | 'userDefinedRouting' | 'managedNATGateway' | 'userAssignedNATGateway'
}

/** Where the identity stands that nodes pull images as. */
const kubelet = ['identityProfile', 'kubeletidentity', 'objectId'] as const

/** By id: the SDK of AKS is no dependency of ours for one type of resource. */
export const managedCluster = kind({
  type,
  called: 'Kubernetes cluster',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<ManagedCluster>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: ({ identity, properties }) => ({
    principalId: principalOf(identity),
    kubeletPrincipalId: textAt(properties, ...kubelet),
    nodeResourceGroup: textAt(properties, 'nodeResourceGroup'),
  }),
  unmet: ({ location, properties }, required) => [
    ...(required.location === undefined || isSameRegion(location, required.location)
      ? []
      : [`name a cluster in ${required.location}: this one is in ${location}`]),
    // Only a private cluster has this name; whether it is private cannot be changed once it exists.
    ...(required.isPrivate === undefined || textAt(properties, 'privateFQDN') !== undefined
      ? []
      : ['name a private cluster: the API of this one is open to the internet']),
    ...(textAt(properties, ...kubelet) === undefined
      ? ['name a cluster with a managed identity: the nodes of this one have none that could be let into the registry']
      : []),
  ],
})
