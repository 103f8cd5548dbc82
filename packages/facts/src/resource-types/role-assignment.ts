import { Type } from 'typebox'
import { guidName } from './names.ts'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Its id is that of its scope, then `/providers/Microsoft.Authorization/roleAssignments/<guid>`. */
export const roleAssignment = resourceType({
  type: 'Microsoft.Authorization/roleAssignments',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          roleDefinitionId: Type.String(),
          principalId: Type.String(),
          /** Without it Azure looks a fresh identity up where it does not exist yet, and refuses. */
          principalType: Type.Union([Type.Literal('ServicePrincipal'), Type.Literal('User')]),
          description: Type.String(),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: false,
  name: guidName,
  seconds: { create: 2, remove: 2 },
})
