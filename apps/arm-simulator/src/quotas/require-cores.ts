import { ArmError } from '../arm/arm-error.ts'
import type { Write } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { coreLimit, coresInUse } from './core-quota.ts'
import { findSize } from './families.ts'

/**
 * Azure ML makes a cluster whose quota suffices for one node, and no other. A size that is not listed here is not counted.
 * Source: the words of the refusal, from a public issue (Azure/mlops-v2#81).
 */
export function requireMlCores({ id, body, world }: Write, region: string): void {
  const size = findSize(read.text(body, 'properties', 'properties', 'vmSize') ?? '')
  if (size === undefined) return
  const subscription = id.subscription.toLowerCase()
  const isCluster = read.text(body, 'properties', 'computeType') === 'AmlCompute'
  const always = read.number(body, 'properties', 'properties', 'scaleSettings', 'minNodeCount') ?? 0
  const wanted = size.cores * (isCluster ? Math.max(1, always) : 1)
  for (const name of [size.family, 'dedicatedCores']) {
    const limit = coreLimit(subscription, region, 'machineLearning', name, world)
    const used = coresInUse(subscription, region, 'machineLearning', size.family, world, id.key)
    if (used + wanted <= limit) continue
    throw new ArmError(
      400,
      'BadRequest',
      `The specified subscription has a total vCPU quota of ${limit} and cannot accomodate for at least 1 requested managed compute node which maps to ${size.cores} vCPUs. Talk to your Subscription Admin or refer to https://docs.microsoft.com/azure/machine-learning/how-to-manage-quotas#request-quota-increases to increase the total vCPU quota`,
    )
  }
}

/** The provider of virtual machines counts cores by family and in all. Source: public captures of the refusal (hashicorp/terraform#10056). */
export function requireMachineCores({ id, body, world }: Write, region: string): void {
  const size = findSize(read.text(body, 'properties', 'hardwareProfile', 'vmSize') ?? '')
  if (size === undefined) return
  const subscription = id.subscription.toLowerCase()
  for (const name of [size.family, 'cores']) {
    const limit = coreLimit(subscription, region, 'compute', name, world)
    const used = coresInUse(subscription, region, 'compute', size.family, world, id.key)
    if (used + size.cores <= limit) continue
    throw new ArmError(
      409,
      'OperationNotAllowed',
      `Operation results in exceeding quota limits of Core. Maximum allowed: ${limit}, Current in use: ${used}, Additional requested: ${size.cores}.`,
    )
  }
}
