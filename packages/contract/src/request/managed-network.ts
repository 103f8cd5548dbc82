import { Type } from 'typebox'
import { AnyArmId, closed, HostOrWildcard, OneOf, ServiceTag } from './parts.ts'

export const Isolation = OneOf(
  ['internet', 'approvedOnly'],
  'For the scenario managed: what its network lets out. internet: everything. approvedOnly: only what outbound rules allow; the default.',
)

const ruleName = Type.String({
  pattern: '^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$',
  description: '3 to 33 letters, digits, hyphens and underscores.',
})

/** One rule of a managed network. Which of the last three is there says what it is; exactly one has to be. */
export const OutboundRule = Type.Object(
  {
    name: ruleName,
    fqdn: Type.Optional(HostOrWildcard('A host, on ports 80 and 443: pypi.org or *.pythonhosted.org.')),
    serviceTag: Type.Optional(
      Type.Object(
        {
          tag: ServiceTag('A service tag of Azure: DataFactory.'),
          protocol: OneOf(['TCP', 'UDP', 'ICMP', '*'], 'The protocol.'),
          ports: Type.String({
            maxLength: 256,
            pattern: '^[0-9]{1,5}(-[0-9]{1,5})?(, ?[0-9]{1,5}(-[0-9]{1,5})?)*$',
            description: 'Ports: "80, 443" or "8000-9000".',
          }),
        },
        closed,
      ),
    ),
    privateEndpoint: Type.Optional(
      Type.Object(
        {
          resourceId: AnyArmId('The ARM id of what the managed network gets a private endpoint to.'),
          subresource: Type.String({
            pattern: '^[A-Za-z0-9]{2,40}$',
            description: 'Its part: blob, vault, sqlServer.',
          }),
        },
        closed,
      ),
    ),
  },
  closed,
)
