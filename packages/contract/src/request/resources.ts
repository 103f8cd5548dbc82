import { Type } from 'typebox'
import { OnExisting } from './on-existing.ts'
import { OnSoftDeleted } from './on-soft-deleted.ts'
import { closed, Flag, OneOf } from './parts.ts'

/** How one of the workspace's resources is reached from the network. */
const Reached = {
  privateEndpoint: Flag('An address of its own inside the network. The default, unless a service endpoint is chosen.'),
  serviceEndpoint: Flag("Reached over Azure's backbone from one subnet, without an address of its own."),
}

export const Resources = Type.Object(
  {
    workspace: Type.Optional(
      Type.Object(
        {
          privateEndpoint: Flag(
            'Whether the workspace itself has a private endpoint. Default: in every scenario with a network but hybrid.',
          ),
        },
        closed,
      ),
    ),
    storage: Type.Optional(
      Type.Object(
        {
          ...Reached,
          serviceEndpointSubnet: Type.Optional(
            OneOf(
              ['training', 'endpoints', 'scoring'],
              'Where the service endpoint is. Azure ML wants it where the workspace endpoint and the compute are: training.',
            ),
          ),
          admits: Type.Optional(
            OneOf(
              ['resourceInstances', 'trustedServices'],
              'Who may pass the closed firewall by identity. resourceInstances: this workspace only, the default. trustedServices: also every trusted service of Azure in the tenant that has a role.',
            ),
          ),
        },
        closed,
      ),
    ),
    vault: Type.Optional(Type.Object(Reached, closed)),
    registry: Type.Optional(Type.Object(Reached, closed)),
    onSoftDeleted: OnSoftDeleted,
    onExisting: OnExisting,
  },
  closed,
)
