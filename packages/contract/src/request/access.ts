import { Type } from 'typebox'
import { closed, Flag } from './parts.ts'

/** Who may come in from outside of the network. */
export const Access = Type.Object(
  {
    public: Flag(
      'Whether the workspace is open to the internet beside its private endpoint. Who signs in still needs a role.',
    ),
    clientIps: Type.Optional(
      Type.Array(
        Type.String({
          pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?$',
          description: 'A public IPv4 address, or a range of at most /30: 203.0.113.7 or 203.0.113.0/28.',
        }),
        {
          maxItems: 200,
          uniqueItems: true,
          description: 'From where clients reach workspace and storage over the internet. Empty: storage stays closed.',
        },
      ),
    ),
  },
  closed,
)
