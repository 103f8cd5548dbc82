import type { Add } from '../collect.ts'
import type { Declaration } from '../declare.ts'
import { neededSubnets } from '../network/needed-subnets.ts'
import type { Network } from '../network/network.ts'
import type { Site } from '../site.ts'
import { bastion } from './bastion.ts'
import { jumpBox } from './jump-box.ts'

type Ground = Parameters<typeof bastion>[2] & Pick<Network, 'subnets' | 'ready'>

/** The jump box and the Bastion that leads to it, where the request wants them. */
export function jumpBoxes(site: Site, add: Add, on: Ground): Declaration[] {
  const subnet = on.subnets.get('hosts')
  if (!site.choices.hasJumpBox || subnet === undefined) return []
  const machine = jumpBox(site, add, { group: on.group, subnet, given: on.given, ready: on.ready })
  return neededSubnets(site).includes('bastion') ? [machine, bastion(site, add, on)] : [machine]
}
