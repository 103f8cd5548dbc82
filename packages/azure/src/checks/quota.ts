import type { Usage as MlUsage } from '@azure/arm-machinelearning'
import type { CheckResult, Finding } from '@palisade/contract'
import { numberAt, textAt } from '../body/text-at.ts'
import { machineLearningSdk } from '../sdks/machine-learning.ts'
import { networkSdk } from '../sdks/network.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, result, warn } from './findings.ts'
import { lookAt, type Sight } from './look-at.ts'
import { type Demand, demands, deploymentReserve } from './pools.ts'
import { sharedSight } from './shared-sight.ts'
import type { SubjectOf } from './subject.ts'
import { familyOf, type Sizes, sizesOf } from './vm-sizes.ts'
import { type Usage, withinQuota } from './within-quota.ts'

type Subject = SubjectOf<'quota'>

/**
 * Whether the subscription may have as many cores as are asked for. Azure ML counts its own, by family of machines, beside
 * those of the subscription: who has quota for virtual machines may have none for clusters.
 */
export async function checkQuota(asking: Asking, subject: Subject): Promise<CheckResult> {
  const { check, clusters, instances, deployments, virtualMachines, networkResources } = subject
  const usesMl = clusters.length + instances.length + deployments.length > 0
  const sizes = usesMl || virtualMachines.length > 0 ? lookAtSizes(asking, subject) : undefined
  const looked = await Promise.all([
    usesMl && sizes !== undefined ? ofMachineLearning(asking, subject, sizes) : [],
    virtualMachines.length > 0 && sizes !== undefined ? ofVirtualMachines(asking, subject, sizes) : [],
    networkResources.length > 0 ? ofNetwork(asking, subject) : [],
  ])
  return result(check, looked.flat())
}

const sizesThere = sharedSight<Sizes>((sizes) => sizes.size > 0)

/** Where little is used, a few workspaces more or less make no difference within seconds. */
const halfFree = sharedSight<MlUsage[]>((usages) =>
  usages.every(({ currentValue = 0, limit = -1 }) => limit < 0 || currentValue * 2 <= limit),
)

async function lookAtSizes(asking: Asking, { subscription, region }: Subject): Promise<Sight<Sizes>> {
  const client = await machineLearningSdk.open(asking.connection, subscription)
  return sizesThere(asking, `${subscription}/${region}`, () =>
    lookAt(asking, `sizes of virtual machines in ${region}`, async () =>
      sizesOf((await client.virtualMachineSizes.list(region)).value ?? []),
    ),
  )
}

async function ofMachineLearning(asking: Asking, subject: Subject, looking: Promise<Sight<Sizes>>): Promise<Finding[]> {
  const { subscription, region, clusters, instances, deployments } = subject
  const client = await machineLearningSdk.open(asking.connection, subscription)
  const place = `Azure ML in ${region}`
  const [usages, sizes] = await Promise.all([
    halfFree(asking, `${subscription}/${region}`, () =>
      lookAt(asking, `quota of ${place}`, () => Array.fromAsync(client.usages.list(region))),
    ),
    looking,
  ])
  if (!sizes.isSeen) return [couldNotLook(place, sizes)]
  if (!usages.isSeen) return [couldNotLook(place, usages)]

  // What a workspace has of the quota is listed beside what the subscription has.
  const limits = usages.value
    .filter(({ id = '' }) => !/\/workspaces\//i.test(id))
    .map(({ type = '', name, currentValue = 0, limit = -1 }) => ({
      kind: type.toLowerCase(),
      name: name?.value ?? '',
      current: currentValue,
      limit,
    }))
  const ofFamily = (family: string) => limits.find(({ name }) => familyOf(name) === family)
  const ofKind = (kind: string) => limits.find((each) => each.kind.includes(`/${kind.toLowerCase()}/`))

  const dedicated = [...clusters, ...instances].filter(({ priority }) => priority === 'dedicated')
  const lowPriority = [...clusters, ...instances].filter(({ priority }) => priority === 'lowPriority')
  const byFamily = demands(
    deployments,
    sizes.value,
    ({ family }) => family,
    deploymentReserve,
    demands(dedicated, sizes.value, ({ family }) => family),
  )
  const dedicatedInAll = demands(
    deployments,
    sizes.value,
    () => '',
    deploymentReserve,
    demands(dedicated, sizes.value, () => ''),
  )
  const lowPriorityInAll = demands(lowPriority, sizes.value, () => '')
  return [
    ...unknownSizes([...clusters, ...instances, ...deployments], sizes.value, region),
    ...held(byFamily, ofFamily),
    ...held(dedicatedInAll, () => ofKind('dedicatedCores')),
    ...held(lowPriorityInAll, () => ofKind('lowPriorityCores')),
  ]
}

/** Each demand held against its quota. Of what Azure lists none for, nothing can be said. */
function held(all: ReadonlyMap<string, Demand>, usageOf: (key: string) => Usage | undefined): Finding[] {
  return [...all].flatMap(([key, demand]) => {
    const usage = usageOf(key)
    return usage === undefined ? [] : withinQuota(usage, demand)
  })
}

/** Not a failure: the list is that of clusters and instances, and online deployments know a few sizes more. */
function unknownSizes(machines: Subject['clusters'], sizes: Sizes, region: string): Finding[] {
  return machines
    .filter(({ vmSize }) => !sizes.has(vmSize.toLowerCase()))
    .map(({ name, vmSize }) =>
      warn('azure-quota', {
        subject: name,
        message: `Azure ML does not list the size ${vmSize} in ${region}, so its cores could not be counted.`,
        remedy: 'Choose a size that Azure ML offers in this region, if this one is refused.',
      }),
    )
}

/** Version of the machines' resource provider whose list of usages is asked for. */
const computeApiVersion = '2024-03-01'

async function ofVirtualMachines(asking: Asking, subject: Subject, looking: Promise<Sight<Sizes>>): Promise<Finding[]> {
  const { subscription, region, virtualMachines } = subject
  const { plainCalls } = await resourcesSdk.open(asking.connection, subscription)
  const path = `/subscriptions/${subscription}/providers/Microsoft.Compute/locations/${region}/usages`
  const place = `virtual machines in ${region}`
  const [usages, sizes] = await Promise.all([
    lookAt(asking, `quota of ${place}`, () => plainCalls.list(path, computeApiVersion)),
    looking,
  ])
  if (!sizes.isSeen) return [couldNotLook(place, sizes)]
  if (!usages.isSeen) return [couldNotLook(place, usages)]

  const limits = usages.value.map((item) => ({
    key: textAt(item, 'name', 'value') ?? '',
    name: textAt(item, 'name', 'localizedValue') ?? textAt(item, 'name', 'value') ?? '',
    current: numberAt(item, 'currentValue') ?? 0,
    limit: numberAt(item, 'limit') ?? -1,
  }))
  // A size that Azure ML does not know has a family that is not known here; its quota is then seen when the job runs.
  const byFamily = demands(virtualMachines, sizes.value, ({ family }) => family)
  const inAll = demands(virtualMachines, sizes.value, () => 'cores')
  return [
    ...held(byFamily, (family) => limits.find(({ key }) => familyOf(key) === family)),
    ...held(inAll, () => limits.find(({ key }) => key.toLowerCase() === 'cores')),
  ]
}

async function ofNetwork(asking: Asking, { subscription, region, networkResources }: Subject): Promise<Finding[]> {
  const client = await networkSdk.open(asking.connection, subscription)
  const place = `network resources in ${region}`
  const usages = await lookAt(asking, `quota of ${place}`, () => Array.fromAsync(client.usages.list(region)))
  if (!usages.isSeen) return [couldNotLook(place, usages)]

  return networkResources.flatMap(({ type, count }) =>
    usages.value
      .filter(({ name }) => namesOf(type).includes((name?.value ?? '').toLowerCase()))
      .filter(({ limit, currentValue }) => limit >= 0 && limit - currentValue < count)
      .map(({ name, limit, currentValue }) =>
        warn('azure-quota', {
          subject: name?.value ?? type,
          message: `${name?.localizedValue ?? type} in ${region}: ${Math.max(0, limit - currentValue)} of ${limit} are free, and ${count} are needed.`,
          remedy: 'Ask for a higher limit, or remove some that are not used.',
        }),
      ),
  )
}

/** Azure names the count of a type as the type is called. Public addresses of our kind, Standard, are counted once more. */
function namesOf(type: string): string[] {
  const own = type.split('/').at(-1)?.toLowerCase() ?? ''
  return own === 'publicipaddresses' ? [own, 'standardskupublicipaddresses'] : [own]
}
