import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

/** What people who run a firewall, a DNS or routes of their own have to set up for a workspace, as data. */
export const HandOffView = Type.Object(
  {
    egressRules: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          kind: Type.Unsafe<'host' | 'serviceTag' | 'address'>({
            type: 'string',
            enum: ['host', 'serviceTag', 'address'],
            description: 'What the destinations are: host names, service tags of Azure, or addresses and ranges.',
          }),
          destinations: Type.Array(Type.String()),
          protocol: Type.Unsafe<'TCP' | 'UDP' | 'Any' | 'ICMP'>({
            type: 'string',
            enum: ['TCP', 'UDP', 'Any', 'ICMP'],
          }),
          ports: Type.Array(Type.String({ description: 'A port or a range: 443 or 5671-5672. "*" is every port.' })),
          sources: Type.Array(Type.String({ description: 'A range of the network: 10.40.2.0/23.' })),
          why: Type.String({ description: 'What does not work without it.' }),
        },
        closed,
      ),
      { description: 'What the firewall has to let out.' },
    ),
    hostRecords: Type.Array(
      Type.Object(
        {
          host: Type.String({ description: 'The full name, as clients ask for it.' }),
          addresses: Type.Union([Type.Array(Type.String()), Type.Null()], {
            description: 'Null while the private endpoint does not exist yet.',
          }),
          zone: Type.Union([Type.String(), Type.Null()], { description: 'The private DNS zone that it belongs to.' }),
        },
        closed,
      ),
      { description: 'The A records that the DNS has to answer with.' },
    ),
    routes: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          destination: Type.String({ description: 'A range, or a service tag of Azure.' }),
          nextHop: Type.String({
            description:
              'An address, a word of Azure such as Internet, or what it is where its address is not known here.',
          }),
        },
        closed,
      ),
      { description: 'The routes that the subnets need.' },
    ),
  },
  { ...closed, $id: 'HandOff', title: 'HandOff' },
)
export type HandOffView = Static<typeof HandOffView>
