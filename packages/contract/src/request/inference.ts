import { Type } from 'typebox'
import { ArmId, closed, OneOf, VmSize } from './parts.ts'

const endpointName = Type.String({
  pattern: '^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,30}[a-zA-Z0-9]$',
  description: '3 to 32 letters, digits and single hyphens; begins with a letter. Unique in its region.',
})

const OnlineEndpoint = Type.Object(
  {
    name: endpointName,
    inbound: Type.Optional(
      OneOf(
        ['private', 'public'],
        'From where it is called. Default: private where the workspace has a private endpoint.',
      ),
    ),
    outbound: Type.Optional(
      OneOf(
        ['private', 'public'],
        'How its deployments reach the workspace, its storage and its registry. Not for a managed network, which decides it.',
      ),
    ),
    deployment: Type.Optional(
      Type.Object(
        {
          name: endpointName,
          model: Type.String({
            maxLength: 512,
            pattern:
              '^azureml://registries/[A-Za-z0-9_-]{2,33}/models/[A-Za-z0-9_][A-Za-z0-9._-]{0,254}/versions/[A-Za-z0-9_][A-Za-z0-9._-]{0,29}$',
            description:
              'A model of a registry, which needs no code of yours: azureml://registries/azureml/models/name/versions/1.',
          }),
          vmSize: VmSize,
          instances: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'Default 1.' })),
        },
        closed,
      ),
    ),
  },
  closed,
)

const Kubernetes = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-zA-Z][a-zA-Z0-9-]{0,14}[a-zA-Z0-9]$',
      description: 'The compute as the workspace shows it: 2 to 16 letters, digits and hyphens.',
    }),
    clusterId: Type.Optional(
      ArmId('Microsoft.ContainerService/managedClusters', 'An existing AKS cluster; without it a private one is made'),
    ),
    namespace: Type.Optional(
      Type.String({ pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$', description: 'Default "default".' }),
    ),
    vmSize: Type.Optional(VmSize),
    nodes: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Nodes of a new cluster. Default 3.' })),
    serviceCidr: Type.Optional(
      Type.String({
        pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$',
        description: 'The range of services inside a new cluster. Default 10.0.0.0/16; must not overlap the network.',
      }),
    ),
  },
  closed,
)

export const Inference = Type.Object(
  {
    endpoints: Type.Optional(Type.Array(OnlineEndpoint, { maxItems: 10, description: 'Managed online endpoints.' })),
    kubernetes: Type.Optional(Kubernetes),
  },
  closed,
)
