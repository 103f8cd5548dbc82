import { kubernetesDefaults, managedCluster, type resourceGroup, type subnet } from '@palisade/facts'
import { roleAssignment } from '../access/role-assignment.ts'
import { formatAddress, parseRange } from '../address-plan/ipv4-range.ts'
import type { Add } from '../collect.ts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import { makeIdentity, ownIdentity } from '../workspace/own-identity.ts'

export type KubernetesRequest = NonNullable<NonNullable<Site['request']['inference']>['kubernetes']>

/** What a new cluster is where the request does not say it. */
export const clusterDefaults = { nodes: 3, vmSize: 'Standard_D4s_v5' }

/**
 * Azure asks for an address inside of the service range that is not the first; the tenth is what its own examples take.
 */
const dnsServiceOffset = 10

/** A private AKS cluster in the scoring subnet. Its API has no public name, and what leaves it goes our way out. */
export function kubernetesCluster(
  site: Site,
  add: Add,
  wanted: KubernetesRequest,
  on: {
    readonly group: Declaration<typeof resourceGroup>
    readonly subnet: Declaration<typeof subnet> | undefined
    readonly wayOut: readonly Earlier[]
  },
) {
  if (on.subnet === undefined) throw new RangeError('A new Kubernetes cluster needs a subnet')
  const identity = add(
    makeIdentity(site, on.group, { key: 'inference/kubernetes/identity', name: site.names.kubernetesIdentity }),
  )
  const role = add(
    roleAssignment(site, {
      key: 'kubernetes-subnet',
      role: 'Network Contributor',
      on: on.subnet,
      to: identity,
      why: 'The cluster puts nodes and its internal load balancer into the subnet.',
      isGuest: site.choices.isExistingNetwork,
    }),
  )
  const serviceCidr = wanted.serviceCidr ?? kubernetesDefaults.serviceCidr
  return add(
    declare(managedCluster, {
      key: 'inference/kubernetes/cluster',
      phase: 'inference',
      parent: on.group,
      name: site.names.kubernetes,
      // Its nodes fetch what they are made of over the way out.
      after: [identity, role, ...on.wayOut],
      body: {
        location: site.region,
        tags: site.tags,
        sku: { name: 'Base', tier: 'Standard' },
        identity: ownIdentity(identity).assigned,
        properties: {
          dnsPrefix: site.names.kubernetes,
          enableRBAC: true,
          // Azure ML comes by them; its limitations say that it does not work where they are switched off.
          disableLocalAccounts: false,
          aadProfile: { managed: true, enableAzureRBAC: true },
          apiServerAccessProfile: {
            enablePrivateCluster: true,
            enablePrivateClusterPublicFQDN: false,
            privateDNSZone: 'system',
          },
          agentPoolProfiles: [
            {
              name: 'system',
              mode: 'System',
              count: wanted.nodes ?? clusterDefaults.nodes,
              vmSize: wanted.vmSize ?? clusterDefaults.vmSize,
              osType: 'Linux',
              type: 'VirtualMachineScaleSets',
              vnetSubnetID: on.subnet.ref,
              enableNodePublicIP: false,
            },
          ],
          networkProfile: {
            networkPlugin: 'azure',
            networkPolicy: 'azure',
            serviceCidr,
            dnsServiceIP: addressIn(serviceCidr, dnsServiceOffset),
            loadBalancerSku: 'standard',
            outboundType: site.choices.egress === 'natGateway' ? 'userAssignedNATGateway' : 'userDefinedRouting',
          },
        },
      },
    }),
  )
}

function addressIn(cidr: string, offset: number): string {
  const range = parseRange(cidr)
  if (range === undefined) throw new RangeError(`${cidr} is not an IPv4 range`)
  return formatAddress(range.first + offset)
}
