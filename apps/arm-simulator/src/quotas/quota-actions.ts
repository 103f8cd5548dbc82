import type { Action } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { type Counter, coreLimit, coresInUse, setCoreLimit } from './core-quota.ts'
import { familyForPeople, sizes } from './families.ts'

const ml = 'microsoft\\.machinelearningservices'
const families = [...new Set(sizes.map(({ family }) => family))]

/** What Azure ML says of cores: sizes, usages, quotas. Sources: "Usages - List" and "Quotas" of its REST reference. */
export const machineLearningQuotaActions: readonly Action[] = [
  {
    method: 'GET',
    word: { text: 'vmsizes', fromEnd: 1 },
    path: new RegExp(`^/subscriptions/[^/]+/providers/${ml}/locations/[^/]+/vmsizes$`),
    run: () => ({
      status: 200,
      body: {
        value: sizes.map(({ name, family, cores, memoryGb, gpus }) => ({
          name,
          family,
          vCPUs: cores,
          gpus,
          osVhdSizeMB: 1_047_552,
          maxResourceVolumeMB: memoryGb * 2_048,
          memoryGB: memoryGb,
          lowPriorityCapable: true,
          premiumIO: /s(_|$)/.test(name),
          supportedComputeTypes: ['AmlCompute', 'ComputeInstance'],
        })),
      },
    }),
  },
  {
    method: 'GET',
    word: { text: 'usages', fromEnd: 1 },
    path: new RegExp(`^/subscriptions/([^/]+)/providers/${ml}/locations/([^/]+)/usages$`),
    run: ({ match: [, subscription = '', region = ''], world }) => {
      const id = (word: string) =>
        `/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices/locations/${region}/${word}`
      const counted = families.map((family) => ({
        family,
        current: coresInUse(subscription, region, 'machineLearning', family, world),
        limit: coreLimit(subscription, region, 'machineLearning', family, world),
      }))
      const total = counted.reduce((sum, { current }) => sum + current, 0)
      return {
        status: 200,
        body: {
          value: [
            ...counted.map(({ family, current, limit }) => ({
              id: id(`usages/${family}`),
              type: 'Microsoft.MachineLearningServices/vmFamily/dedicatedCores/usages',
              unit: 'Count',
              currentValue: current,
              limit,
              name: { value: family, localizedValue: `${familyForPeople(family)} Cluster Dedicated vCPUs` },
            })),
            {
              id: id('usages/dedicatedCores'),
              type: 'Microsoft.MachineLearningServices/dedicatedCores/usages',
              unit: 'Count',
              currentValue: total,
              limit: coreLimit(subscription, region, 'machineLearning', 'dedicatedCores', world),
              name: {
                value: 'Total Cluster Dedicated Regional vCPUs',
                localizedValue: 'Total Cluster Dedicated Regional vCPUs',
              },
            },
            {
              id: id('usages/lowPriorityCores'),
              type: 'Microsoft.MachineLearningServices/lowPriorityCores/usages',
              unit: 'Count',
              currentValue: 0,
              limit: coreLimit(subscription, region, 'machineLearning', 'lowPriorityCores', world),
              name: {
                value: 'Total Cluster LowPriority Regional vCPUs',
                localizedValue: 'Total Cluster LowPriority Regional vCPUs',
              },
            },
          ],
        },
      }
    },
  },
]

/** What the machines' provider says of cores. Source: "Usage - List" of its REST reference. */
export const computeQuotaActions: readonly Action[] = [
  {
    method: 'GET',
    word: { text: 'usages', fromEnd: 1 },
    path: /^\/subscriptions\/([^/]+)\/providers\/microsoft\.compute\/locations\/([^/]+)\/usages$/,
    run: ({ match: [, subscription = '', region = ''], world }) => {
      const counted = families.map((family) => ({
        unit: 'Count',
        currentValue: coresInUse(subscription, region, 'compute', family, world),
        limit: coreLimit(subscription, region, 'compute', family, world),
        name: { value: family, localizedValue: `${familyForPeople(family)} vCPUs` },
      }))
      const cores = {
        unit: 'Count',
        currentValue: counted.reduce((sum, { currentValue }) => sum + currentValue, 0),
        limit: coreLimit(subscription, region, 'compute', 'cores', world),
        name: { value: 'cores', localizedValue: 'Total Regional vCPUs' },
      }
      return { status: 200, body: { value: [cores, ...counted] } }
    },
  },
]

/** `PUT /_simulator/quotas`: what a subscription may have of a family in a region. Throws a RangeError when it is wrong. */
export function readQuota(body: JsonObject, world: Parameters<Action['run']>[0]['world']): void {
  const text = (name: string): string => {
    const value = read.text(body, name)
    if (value === undefined || value === '') throw new RangeError(`${name} must be a text`)
    return value
  }
  const limit = read.number(body, 'limit')
  if (limit === undefined || limit < 0) throw new RangeError('limit must be a number of at least 0')
  const family = text('family')
  const known = [...families, 'cores', 'dedicatedCores', 'lowPriorityCores']
  if (!known.includes(family)) throw new RangeError(`family must be one of ${known.join(', ')}`)
  setCoreLimit(
    text('subscription').toLowerCase(),
    text('region').toLowerCase(),
    counterOf(text('counter')),
    family,
    limit,
    world,
  )
}

function counterOf(name: string): Counter {
  if (name === 'machineLearning' || name === 'compute') return name
  throw new RangeError('counter must be machineLearning or compute')
}
