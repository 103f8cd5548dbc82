import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** `PrivateOnly` binds every network that shares the DNS of the endpoint, also towards resources of others. */
const AccessMode = Type.Union([Type.Literal('Open'), Type.Literal('PrivateOnly')])

/** What the resources of Azure Monitor are reached through privately: they are in it, and it has the endpoint. */
export const privateLinkScope = resourceType({
  type: 'Microsoft.Insights/privateLinkScopes',
  body: Type.Object(
    {
      location: Type.Literal('global'),
      tags: Tags,
      properties: Type.Object(
        {
          accessModeSettings: Type.Object({ ingestionAccessMode: AccessMode, queryAccessMode: AccessMode }, closed),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  // Narrower than what Azure takes, which no collected document states (unconfirmed).
  name: networkName(80),
  // Not in the collected durations: an estimate (unconfirmed). It is made at once and removed by an operation.
  seconds: { create: 5, remove: 15 },
})
