import type { DirectedRule } from './directed-rule.ts'

/**
 * Who may reach a jump box: Bastion, over SSH, and nobody else. `{bastionSubnet}` stands for the range of Bastion's
 * subnet; the tag `VirtualNetwork` would let compute in as well.
 */
export const jumpBoxRules: readonly DirectedRule[] = [
  {
    name: 'AllowBastionIn',
    direction: 'Inbound',
    source: '{bastionSubnet}',
    destination: '*',
    protocol: 'Tcp',
    ports: ['22'],
    why: 'SSH through Bastion and from nowhere else.',
  },
]
