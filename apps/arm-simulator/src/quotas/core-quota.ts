import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { findSize } from './families.ts'

/** Who counts: Azure ML counts its own cores, beside those of virtual machines. */
export type Counter = 'machineLearning' | 'compute'

/** More than any test needs by accident. A new subscription of Azure has less. */
const usualLimit = 1_000

/** How many cores of a family a subscription may have in a region. */
export function coreLimit(
  subscription: string,
  region: string,
  counter: Counter,
  family: string,
  world: World,
): number {
  const set = world.setting(keyOf(subscription, region, counter, family))
  return typeof set === 'number' ? set : usualLimit
}

export function setCoreLimit(
  subscription: string,
  region: string,
  counter: Counter,
  family: string,
  limit: number,
  world: World,
): void {
  world.set(keyOf(subscription, region, counter, family), limit)
}

function keyOf(subscription: string, region: string, counter: Counter, family: string): string {
  return `quota/${subscription}/${region}/${counter}/${family}`
}

/** How many cores of a family are in use. Clusters count with the nodes that they always have, which are all they have here. */
export function coresInUse(
  subscription: string,
  region: string,
  counter: Counter,
  family: string,
  world: World,
  except?: string,
): number {
  const type =
    counter === 'compute'
      ? 'Microsoft.Compute/virtualMachines'
      : 'Microsoft.MachineLearningServices/workspaces/computes'
  return world
    .ofType(type)
    .filter((resource) => resource.subscription === subscription.toLowerCase() && resource.key !== except)
    .filter((resource) => regionOf(resource, world) === region)
    .reduce((sum, resource) => sum + coresOf(resource, counter, family), 0)
}

function coresOf(resource: Resource, counter: Counter, family: string): number {
  const size = findSize(sizeOf(resource, counter))
  if (size?.family !== family) return 0
  const isCluster = read.text(resource.body, 'properties', 'computeType') === 'AmlCompute'
  const nodes = read.number(resource.body, 'properties', 'properties', 'scaleSettings', 'minNodeCount') ?? 0
  return size.cores * (isCluster ? nodes : 1)
}

function sizeOf({ body }: Resource, counter: Counter): string {
  return (
    (counter === 'compute'
      ? read.text(body, 'properties', 'hardwareProfile', 'vmSize')
      : read.text(body, 'properties', 'properties', 'vmSize')) ?? ''
  )
}

function regionOf({ body, parent }: Resource, world: World): string | undefined {
  return read.text(body, 'location') ?? read.text(world.get(parent)?.body, 'location')
}
