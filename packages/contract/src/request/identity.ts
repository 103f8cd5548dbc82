import { Type } from 'typebox'
import { ArmId, closed, OneOf } from './parts.ts'

export const Identity = Type.Object(
  {
    type: OneOf(
      ['system', 'userAssigned'],
      'The identity of the workspace. system: Azure makes and removes it with the workspace; the default.',
    ),
    id: Type.Optional(
      ArmId('Microsoft.ManagedIdentity/userAssignedIdentities', 'An existing identity; without it one is made'),
    ),
  },
  closed,
)
