import { normalizeLocation } from '../arm/normalize-location.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { findSize } from './sizes.ts'

/** Cores that something holds of a quota. */
export interface Held {
  readonly resource: Resource
  readonly family: string
  readonly cores: number
  readonly isLowPriority: boolean
}

const workspaces = 'Microsoft.MachineLearningServices/workspaces'
const machines = 'Microsoft.Compute/virtualMachines'

/** A deployment holds a fifth more, for its updates. Source: how-to-manage-quotas.md, "Virtual machine quota allocation for deployment". */
const withReserve = (instances: number): number => Math.ceil(Number((instances * 1.2).toFixed(6)))

/** What Azure ML has given in a region. Clusters hold the nodes that they always have, which are all they have here. */
export function machineLearningUse(subscription: string, region: string, world: World): Held[] {
  return heldIn([`${workspaces}/computes`, `${workspaces}/onlineEndpoints/deployments`], subscription, region, world)
}

/** What virtual machines hold in a region. */
export function machineUse(subscription: string, region: string, world: World): Held[] {
  return heldIn([machines], subscription, region, world)
}

export function coresOf(held: readonly Held[], family?: string): number {
  return held
    .filter((each) => family === undefined || each.family === family)
    .reduce((sum, { cores }) => sum + cores, 0)
}

/** The region of a resource, or of what it lies in. */
export function regionOf({ body, parent }: Pick<Resource, 'body' | 'parent'>, world: World): string {
  const own = read.text(body, 'location')
  if (own !== undefined) return normalizeLocation(own)
  const above = world.get(parent)
  return above === undefined ? '' : regionOf(above, world)
}

function heldIn(types: readonly string[], subscription: string, region: string, world: World): Held[] {
  return types
    .flatMap((type) => world.ofType(type))
    .filter((resource) => resource.subscription === subscription && regionOf(resource, world) === region)
    .flatMap((resource) => heldBy(resource) ?? [])
}

function heldBy(resource: Resource): Held | undefined {
  const properties = read.object(resource.body, 'properties')
  const settings = read.object(properties, 'properties')
  const held = (size: string | undefined, count: number): Held | undefined => {
    const known = findSize(size ?? '')
    return known === undefined
      ? undefined
      : {
          resource,
          family: known.family,
          cores: known.cores * count,
          isLowPriority: /^lowpriority$/i.test(read.text(settings, 'vmPriority') ?? ''),
        }
  }
  if (resource.type === machines) return held(read.text(properties, 'hardwareProfile', 'vmSize'), 1)
  if (resource.type.endsWith('/deployments'))
    return held(read.text(properties, 'instanceType'), withReserve(read.number(resource.body, 'sku', 'capacity') ?? 1))
  const nodes = read.number(settings, 'scaleSettings', 'minNodeCount') ?? 0
  switch (read.text(properties, 'computeType')) {
    case 'AmlCompute':
      return held(read.text(settings, 'vmSize'), nodes)
    case 'ComputeInstance':
      return held(read.text(settings, 'vmSize'), 1)
    default:
      return undefined
  }
}
