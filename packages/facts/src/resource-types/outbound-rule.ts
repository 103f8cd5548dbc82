import { Type } from 'typebox'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Rules of the other categories are Azure's own. */
const category = Type.Literal('UserDefined')

/** On ports 80 and 443. Azure builds a firewall for the first one. */
const Host = Type.Object({ type: Type.Literal('FQDN'), category, destination: Type.String() }, closed)

const ServiceTag = Type.Object(
  {
    type: Type.Literal('ServiceTag'),
    category,
    destination: Type.Object(
      {
        serviceTag: Type.String(),
        protocol: Type.String(),
        portRanges: Type.String(),
        action: Type.Literal('Allow'),
      },
      closed,
    ),
  },
  closed,
)

const PrivateEndpoint = Type.Object(
  {
    type: Type.Literal('PrivateEndpoint'),
    category,
    destination: Type.Object(
      { serviceResourceId: Type.String(), subresourceTarget: Type.String(), sparkEnabled: Type.Literal(false) },
      closed,
    ),
  },
  closed,
)

/**
 * A child of the Azure ML workspace: a way out of its managed network. Hosts and service tags exist only where just
 * approved traffic leaves. Of rules that are written at the same time, some vanish again without an error
 * (Azure/terraform-provider-azapi#453): one write at a time for each workspace.
 */
export const outboundRule = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces/outboundRules',
  body: Type.Object({ properties: Type.Union([Host, ServiceTag, PrivateEndpoint]) }, closed),
  outputs: [],
  hasTags: false,
  // Source: machineLearningServices.json of azure-rest-api-specs.
  name: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
    words: '3 to 33 letters, digits, "_" and "-"; begins with a letter or digit',
  },
  seconds: { create: 60, remove: 60 },
})
