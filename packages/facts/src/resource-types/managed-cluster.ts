import { Type } from 'typebox'
import { closed, Tags, UserAssigned } from './parts.ts'
import { resourceType } from './resource-type.ts'

const AgentPool = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9]{0,11}$' }),
    mode: Type.Literal('System'),
    count: Type.Integer({ minimum: 1 }),
    vmSize: Type.String(),
    osType: Type.Literal('Linux'),
    type: Type.Literal('VirtualMachineScaleSets'),
    vnetSubnetID: Type.String(),
    enableNodePublicIP: Type.Literal(false),
  },
  closed,
)

const NetworkProfile = Type.Object(
  {
    networkPlugin: Type.Literal('azure'),
    /** With it, pods have addresses of their own range instead of the subnet's. */
    networkPluginMode: Type.Optional(Type.Literal('overlay')),
    networkPolicy: Type.Optional(Type.Union([Type.Literal('azure'), Type.Literal('calico'), Type.Literal('cilium')])),
    podCidr: Type.Optional(Type.String()),
    /** Overlaps with nothing that the cluster talks to. */
    serviceCidr: Type.String(),
    dnsServiceIP: Type.String(),
    loadBalancerSku: Type.Literal('standard'),
    outboundType: Type.Union([
      Type.Literal('userDefinedRouting'),
      Type.Literal('userAssignedNATGateway'),
      Type.Literal('loadBalancer'),
    ]),
  },
  closed,
)

/** A private AKS cluster: its API is reached through a private endpoint that Azure makes, and has no public name. */
export const managedCluster = resourceType({
  type: 'Microsoft.ContainerService/managedClusters',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      sku: Type.Object(
        { name: Type.Literal('Base'), tier: Type.Union([Type.Literal('Standard'), Type.Literal('Free')]) },
        closed,
      ),
      identity: UserAssigned,
      properties: Type.Object(
        {
          dnsPrefix: Type.String(),
          kubernetesVersion: Type.Optional(Type.String()),
          enableRBAC: Type.Literal(true),
          // Azure ML supports no other: "Deploy Azure Machine Learning extension on AKS or Arc Kubernetes cluster", limitations.
          disableLocalAccounts: Type.Literal(false),
          aadProfile: Type.Object({ managed: Type.Literal(true), enableAzureRBAC: Type.Literal(true) }, closed),
          apiServerAccessProfile: Type.Object(
            {
              enablePrivateCluster: Type.Literal(true),
              enablePrivateClusterPublicFQDN: Type.Literal(false),
              privateDNSZone: Type.Literal('system'),
            },
            closed,
          ),
          agentPoolProfiles: Type.Array(AgentPool, { minItems: 1 }),
          networkProfile: NetworkProfile,
        },
        closed,
      ),
    },
    closed,
  ),
  requirement: Type.Object(
    { location: Type.Optional(Type.String()), isPrivate: Type.Optional(Type.Literal(true)) },
    closed,
  ),
  /**
   * `principalId` is that of the identity which the cluster acts as, `kubeletPrincipalId` that which pulls images.
   * Azure puts the nodes into `nodeResourceGroup`, which it makes and removes itself.
   */
  outputs: ['principalId', 'kubeletPrincipalId', 'nodeResourceGroup'],
  hasTags: true,
  // Source: managedClusters.json of azure-rest-api-specs.
  name: {
    pattern: /^[a-zA-Z0-9]$|^[a-zA-Z0-9][-_a-zA-Z0-9]{0,61}[a-zA-Z0-9]$/,
    words: '1 to 63 letters, digits, "_" and "-"; begins and ends with a letter or digit',
  },
  seconds: { create: 300, remove: 240 },
})
