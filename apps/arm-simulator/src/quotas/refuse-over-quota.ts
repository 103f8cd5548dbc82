import { ArmError } from '../arm/arm-error.ts'
import type { Write } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { coresOf, type Held, machineLearningUse, machineUse, regionOf } from './core-use.ts'
import { counted, networkCount } from './network-counts.ts'
import { isOffered, limitOf } from './quotas.ts'
import { familyForPeople, findSize } from './sizes.ts'

type Wanted = Pick<Write, 'id' | 'body' | 'world'>

/**
 * Azure ML makes a cluster whose quota suffices for one node and for those that it always has, and no other. A size that is
 * not listed here is not counted. Source of the words: public reports (Azure/mlops-v2#81, modelbuilder#2140); those of a
 * size that is not offered are unconfirmed.
 */
export function requireMachineLearningCores({ id, body, world }: Wanted): void {
  const { subscription } = id
  const settings = read.object(body, 'properties', 'properties')
  const size = findSize(read.text(settings, 'vmSize') ?? '')
  if (size === undefined) return
  const region = regionOf({ body, parent: id.parent }, world)
  if (!isOffered(size.name, subscription, region, world))
    throw badRequest(`The VM size '${size.name}' is not offered in the region '${region}'.`, 'properties.vmSize')
  const isCluster = read.text(body, 'properties', 'computeType') === 'AmlCompute'
  const always = read.number(settings, 'scaleSettings', 'minNodeCount') ?? 0
  const wanted = size.cores * (isCluster ? Math.max(1, always) : 1)
  const isLowPriority = /^lowpriority$/i.test(read.text(settings, 'vmPriority') ?? '')
  const held = others(machineLearningUse(subscription, region, world), id.key).filter(
    (each) => each.isLowPriority === isLowPriority,
  )
  const quotas = isLowPriority
    ? [{ name: 'lowPriorityCores', called: 'low priority', used: coresOf(held) }]
    : [
        {
          name: size.family,
          called: familyForPeople(size.family).replace(/Family$/, 'family'),
          used: coresOf(held, size.family),
        },
        { name: 'dedicatedCores', called: 'total', used: coresOf(held) },
      ]
  for (const { name, called, used } of quotas) {
    const limit = limitOf(subscription, region, 'machineLearning', name, world)
    if (used + wanted <= limit) continue
    throw badRequest(
      `The specified subscription has a ${called} vCPU quota of ${limit} and cannot accomodate for at least ${Math.max(1, isCluster ? always : 1)} requested managed compute node which maps to ${wanted} vCPUs. Talk to your Subscription Admin or refer to https://docs.microsoft.com/azure/machine-learning/how-to-manage-quotas#request-quota-increases to increase the ${called} vCPU quota`,
    )
  }
}

/** Why an online deployment gets no machines; it hears so at its end. Source: "Error: OutOfQuota" (MicrosoftDocs/azure-docs#121466). */
export function outOfQuota(deployment: Resource, world: World): JsonObject | undefined {
  const size = findSize(read.text(deployment.body, 'properties', 'instanceType') ?? '')
  if (size === undefined) return undefined
  const region = regionOf(deployment, world)
  const all = machineLearningUse(deployment.subscription, region, world).filter(({ isLowPriority }) => !isLowPriority)
  const own = coresOf(all.filter(({ resource }) => resource.key === deployment.key))
  for (const name of [size.family, 'dedicatedCores']) {
    const used = coresOf(all, name === size.family ? size.family : undefined) - own
    const limit = limitOf(deployment.subscription, region, 'machineLearning', name, world)
    if (used + own > limit)
      return {
        code: 'OutOfQuota',
        message: `Not enough cluster CPU quota. The amount of additional CPU quota requested is ${own}, and you are currently using ${used}. Your amount of maximum quota is ${limit}. Please see troubleshooting guide, available here: https://aka.ms/oe-tsg#error-outofquota`,
      }
  }
  return undefined
}

/** The provider of virtual machines counts cores by family and in all. Source: public captures of both refusals (hashicorp/terraform#10056). */
export function requireMachineCores({ id, body, world }: Wanted): void {
  const size = findSize(read.text(body, 'properties', 'hardwareProfile', 'vmSize') ?? '')
  if (size === undefined) return
  const { subscription } = id
  const region = regionOf({ body, parent: id.parent }, world)
  if (!isOffered(size.name, subscription, region, world))
    throw new ArmError(
      409,
      'SkuNotAvailable',
      `The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: ${size.name}' is currently not available in location '${region}'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.`,
    )
  const held = others(machineUse(subscription, region, world), id.key)
  for (const name of [size.family, 'cores']) {
    const limit = limitOf(subscription, region, 'compute', name, world)
    const used = coresOf(held, name === 'cores' ? undefined : name)
    if (used + size.cores <= limit) continue
    throw new ArmError(
      409,
      'OperationNotAllowed',
      `Operation results in exceeding quota limits of Core. Maximum allowed: ${limit}, Current in use: ${used}, Additional requested: ${size.cores}.`,
    )
  }
}

/** The words for public addresses are known; that the code for networks is built in the same way is unconfirmed. */
const countCodes: Readonly<Record<string, readonly [code: string, what: string]>> = {
  VirtualNetworks: ['VnetCountLimitReached', 'virtual networks'],
  PublicIPAddresses: ['PublicIPCountLimitReached', 'public IP addresses'],
}

/** One more network or public address than a region may have. */
export function requireNetworkCount({
  id,
  body,
  existing,
  world,
}: Pick<Write, 'id' | 'body' | 'existing' | 'world'>): void {
  if (existing !== undefined) return
  const each = counted.find(({ type, counts }) => type === id.type && counts === undefined)
  const [code, what] = countCodes[each?.name ?? ''] ?? []
  if (each === undefined || code === undefined || what === undefined) return
  const region = regionOf({ body, parent: id.parent }, world)
  const limit = limitOf(id.subscription, region, 'network', each.name, world)
  if (networkCount(each, id.subscription, region, world) < limit) return
  throw new ArmError(400, code, `Cannot create more than ${limit} ${what} for this subscription in this region.`)
}

function others(held: readonly Held[], key: string): Held[] {
  return held.filter(({ resource }) => resource.key !== key)
}
