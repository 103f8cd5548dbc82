import { Type } from 'typebox'
import { ArmId, closed, Guid, ListOf, VmSize } from './parts.ts'

export const JumpBox = Type.Union(
  [
    Type.Boolean(),
    Type.Object(
      {
        vmSize: Type.Optional(VmSize),
        sshPublicKeyId: Type.Optional(
          ArmId(
            'Microsoft.Compute/sshPublicKeys',
            'An existing public key; without it Azure makes a pair whose private half nobody keeps',
          ),
        ),
        users: ListOf(Guid('The Entra object id of a person who may sign in'), 20, 'Who may sign in with Entra ID.'),
      },
      closed,
    ),
  ],
  { description: 'A Linux machine without a public address, reached through Azure Bastion. Default: no.' },
)
