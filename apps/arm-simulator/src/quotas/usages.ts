import type { Action } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import type { World } from '../state/world.ts'
import { coresOf, machineLearningUse, machineUse } from './core-use.ts'
import { counted, networkCount } from './network-counts.ts'
import { isOffered, limitOf } from './quotas.ts'
import { families, familyForPeople, sizes } from './sizes.ts'

const ml = 'Microsoft.MachineLearningServices'

interface Place {
  readonly subscription: string
  readonly region: string
  readonly world: World
}

/** What Azure ML says of cores: sizes, usages, quotas. Shapes: its examples Usage/list, VirtualMachineSize/list and Quota/list. */
export const machineLearningUsages: readonly Action[] = [
  listIn(ml, 'vmSizes', ({ subscription, region, world }) =>
    sizes
      .filter(({ name }) => isOffered(name, subscription, region, world))
      .map(({ name, family, cores, memoryGb, gpus }) => ({
        name,
        family,
        vCPUs: cores,
        gpus,
        osVhdSizeMB: 1_047_552,
        maxResourceVolumeMB: /_v5$/.test(name) ? 0 : memoryGb * 2_048,
        memoryGB: memoryGb,
        lowPriorityCapable: true,
        premiumIO: /_DS|ds?_|s_v|asr_/.test(name),
        supportedComputeTypes: ['AmlCompute', 'ComputeInstance', 'MIR'],
      })),
  ),
  listIn(ml, 'usages', usagesOfMachineLearning),
  // What workspaces have of the quota. Nobody divides it here, so that each may have all.
  listIn(ml, 'quotas', ({ subscription, region, world }) =>
    families.map((family) => ({
      id: `/subscriptions/${subscription}/quotas/${slug(usageName(family))}`,
      type: `${ml}/vmFamily/quotas`,
      name: { value: usageName(family), localizedValue: usageName(family) },
      limit: limitOf(subscription, region, 'machineLearning', family, world),
      unit: 'Count',
    })),
  ),
]

/** What the machines' provider says of cores. Source: "Usage - List" of its REST reference. */
export const computeUsages: readonly Action[] = [
  listIn('Microsoft.Compute', 'usages', ({ subscription, region, world }) => {
    const held = machineUse(subscription, region, world)
    const usage = (value: string, localizedValue: string, currentValue: number): JsonObject => ({
      name: { value, localizedValue },
      currentValue,
      limit: limitOf(subscription, region, 'compute', value, world),
      unit: 'Count',
    })
    return [
      usage('cores', 'Total Regional vCPUs', coresOf(held)),
      usage('virtualMachines', 'Virtual Machines', held.length),
      ...families.map((family) => usage(family, `${familyForPeople(family)} vCPUs`, coresOf(held, family))),
    ]
  }),
]

/** What the networks' provider has made in a region. Source: "Usages - List" of its REST reference. */
export const networkUsages: readonly Action[] = [
  listIn('Microsoft.Network', 'usages', ({ subscription, region, world }) =>
    counted.map((each) => ({
      id: `/subscriptions/${subscription}/providers/Microsoft.Network/locations/${region}/usages/${each.name}`,
      name: { value: each.name, localizedValue: each.forPeople },
      currentValue: networkCount(each, subscription, region, world),
      limit: limitOf(subscription, region, 'network', each.name, world),
      unit: 'Count',
    })),
  ),
]

function usagesOfMachineLearning({ subscription, region, world }: Place): JsonObject[] {
  const all = machineLearningUse(subscription, region, world)
  const dedicated = all.filter(({ isLowPriority }) => !isLowPriority)
  const lowPriority = all.filter(({ isLowPriority }) => isLowPriority)
  const base = `/subscriptions/${subscription}`
  const usage = (id: string, type: string, name: string, quota: string, currentValue: number): JsonObject => ({
    id,
    type: `${type}/usages`,
    currentValue,
    limit: limitOf(subscription, region, 'machineLearning', quota, world),
    name: { value: name, localizedValue: name },
    unit: 'Count',
  })
  return [
    usage(
      `${base}/usages`,
      `${ml}/dedicatedCores`,
      'Total Cluster Dedicated Regional vCPUs',
      'dedicatedCores',
      coresOf(dedicated),
    ),
    usage(
      `${base}/usages`,
      `${ml}/lowPriorityCores`,
      'Total Cluster LowPriority Regional vCPUs',
      'lowPriorityCores',
      coresOf(lowPriority),
    ),
    ...families.flatMap((family) => {
      const name = usageName(family)
      const own = dedicated.filter((each) => each.family === family)
      return [
        usage(`${base}/usages/${slug(name)}`, `${ml}/vmFamily`, name, family, coresOf(own)),
        ...own.map(({ resource, cores }) =>
          usage(`${resource.id}/usages/${slug(name)}`, resource.type, name, family, cores),
        ),
      ]
    }),
  ]
}

function usageName(family: string): string {
  return `${familyForPeople(family)} Cluster Dedicated vCPUs`
}

function slug(name: string): string {
  return name.replaceAll(' ', '_')
}

/** `…/providers/{namespace}/locations/{region}/{word}`, a list. */
function listIn(namespace: string, word: string, items: (place: Place) => JsonObject[]): Action {
  const lower = namespace.toLowerCase().replaceAll('.', '\\.')
  return {
    method: 'GET',
    word: { text: word.toLowerCase(), fromEnd: 1 },
    path: new RegExp(`^/subscriptions/([^/]+)/providers/${lower}/locations/([^/]+)/${word.toLowerCase()}$`),
    run: ({ match: [, subscription = '', region = ''], world }) => ({
      status: 200,
      body: { value: items({ subscription, region, world }) },
    }),
  }
}
