import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'
import { counted } from './network-counts.ts'
import { families, findSize, sizes } from './sizes.ts'

/** Who counts: Azure ML its own cores, beside those of virtual machines; networks what they have of each type. */
export type Counter = 'machineLearning' | 'compute' | 'network' | 'sizes'

/** How much of something a subscription may have in a region. Of a size, 0 says that it is not offered. */
export interface Quota {
  /** Absent: each that has none of its own. */
  readonly subscription?: string
  /** Absent: each that has none of its own. */
  readonly region?: string
  readonly counter: Counter
  /** A family, `cores`, `dedicatedCores`, a type of network resources, a size. */
  readonly name: string
  readonly limit: number
}

/** More than any test needs by accident. A new subscription of Azure has less. */
const generous = 100_000

export function limitOf(subscription: string, region: string, counter: Counter, name: string, world: World): number {
  for (const at of [`${subscription}/${region}`, `${subscription}/*`, `*/${region}`, '*/*']) {
    const set = world.setting(`quota/${at}/${counter}/${name}`)
    if (typeof set === 'number') return set
  }
  return generous
}

export function isOffered(size: string, subscription: string, region: string, world: World): boolean {
  return limitOf(subscription, region, 'sizes', findSize(size)?.name ?? size, world) > 0
}

/** Keeps them until the next reset. */
export function giveQuotas(quotas: readonly Quota[], world: World): void {
  world.change(() => {
    for (const { subscription = '*', region = '*', counter, name, limit } of quotas)
      world.set(`quota/${subscription}/${region}/${counter}/${name}`, limit)
  })
}

const known: Readonly<Record<Counter, readonly string[]>> = {
  machineLearning: [...families, 'dedicatedCores', 'lowPriorityCores'],
  compute: [...families, 'cores', 'virtualMachines'],
  network: counted.map(({ name }) => name),
  sizes: sizes.map(({ name }) => name),
}

/** Reads what `PUT /_simulator/quotas` and `--quotas` take: one, or a list. Throws a RangeError that says what is wrong. */
export function readQuotas(value: Json | undefined): Quota[] {
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map((each) => {
    if (!read.isObject(each)) throw new RangeError('a quota must be an object')
    return readQuota(each)
  })
}

function readQuota(value: JsonObject): Quota {
  const stray = Object.keys(value).find((key) => !['subscription', 'region', 'counter', 'name', 'limit'].includes(key))
  if (stray !== undefined)
    throw new RangeError(`a quota has a subscription, a region, a counter, a name and a limit; not ${stray}`)
  const counter = counterIn(read.text(value, 'counter'))
  const name = known[counter].find((each) => each.toLowerCase() === read.text(value, 'name')?.toLowerCase())
  if (name === undefined) throw new RangeError(`the name for ${counter} must be one of ${known[counter].join(', ')}`)
  const limit = read.number(value, 'limit')
  if (limit === undefined || limit < 0) throw new RangeError('limit must be a number of at least 0')
  const [subscription, region] = [textIn(value, 'subscription'), textIn(value, 'region')]
  return {
    counter,
    name,
    limit,
    ...(subscription === undefined ? {} : { subscription }),
    ...(region === undefined ? {} : { region }),
  }
}

function counterIn(text: string | undefined): Counter {
  if (text === 'machineLearning' || text === 'compute' || text === 'network' || text === 'sizes') return text
  throw new RangeError('counter must be machineLearning, compute, network or sizes')
}

function textIn(value: JsonObject, name: string): string | undefined {
  if (value[name] === undefined) return undefined
  const text = read.text(value, name) ?? ''
  if (text === '') throw new RangeError(`${name} must be a text`)
  return text.toLowerCase()
}
