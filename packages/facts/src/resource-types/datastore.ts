import { Type } from 'typebox'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Who looks into the storage for the studio. Of a user, the studio shows no preview in a private network. */
const serviceDataAccessAuthIdentity = Type.Union([
  Type.Literal('WorkspaceSystemAssignedIdentity'),
  Type.Literal('WorkspaceUserAssignedIdentity'),
])

/**
 * A child of the Azure ML workspace: a place in a storage account under a name. `workspaceblobstore` and
 * `workspacefilestore` come with the workspace and are only amended.
 */
export const datastore = resourceType({
  type: 'Microsoft.MachineLearningServices/workspaces/datastores',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          datastoreType: Type.Literal('AzureBlob'),
          description: Type.Optional(Type.String()),
          accountName: Type.String(),
          containerName: Type.String(),
          /** The cloud's suffix: `core.windows.net`. */
          endpoint: Type.String(),
          protocol: Type.Literal('https'),
          /** No key is kept: whoever reads is asked who he is. */
          credentials: Type.Object({ credentialsType: Type.Literal('None') }, closed),
          serviceDataAccessAuthIdentity,
        },
        closed,
      ),
    },
    closed,
  ),
  amendment: Type.Object({ properties: Type.Object({ serviceDataAccessAuthIdentity }, closed) }, closed),
  outputs: [],
  hasTags: false,
  // Stricter than mfe.json of azure-rest-api-specs, which lets "-" pass; that the service does not is unconfirmed.
  name: { pattern: /^[a-zA-Z0-9_]{1,255}$/, words: '1 to 255 letters, digits and "_"' },
  seconds: { create: 2, amend: 2, remove: 2 },
})
