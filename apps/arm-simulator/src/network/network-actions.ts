import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { Action, ActionAnswer } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { offeredTypes } from '../private-link/private-link-members.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { parseIpRange, usableAddresses } from './ip-range.ts'
import { subnetPrefix } from './subnet-addresses.ts'

const network = 'Microsoft.Network/virtualNetworks'
const subnet = `${network}/subnets`

/** What can be asked of a network. */
export const networkActions: readonly Action[] = [
  actionOn(network, 'GET', 'checkipaddressavailability', ({ resource, world, query }) => {
    const asked = query.get('ipAddress') ?? ''
    if (!/^(?:\d{1,3}\.){3}\d{1,3}$/.test(asked))
      throw new ArmError(400, 'InvalidRequestFormat', `The IP address '${asked}' is invalid.`, { target: 'ipAddress' })
    const around = world.children(resource.key, subnet).find((other) => isIn(asked, other))
    if (around === undefined) return { status: 200, body: { available: false, availableIPAddresses: [] } }
    const others = freeAddresses(around, world, asked)
    const isFree = others.includes(asked)
    return { status: 200, body: { available: isFree, ...(isFree ? {} : { availableIPAddresses: others }) } }
  }),
  actionOn(network, 'GET', 'usages', ({ resource, world }) => ({
    status: 200,
    body: {
      value: world.children(resource.key, subnet).map((each) => ({
        id: each.id,
        name: { value: 'SubnetSpace', localizedValue: 'Subnet size and usage' },
        currentValue: takenAddresses(each, world).size,
        // Azure keeps five addresses of each subnet.
        limit: Math.max(0, (parseIpRange(subnetPrefix(each.body))?.size ?? 5) - 5),
        unit: 'Count',
      })),
    },
  })),
  actionOn(network, 'POST', 'ddosprotectionstatus', ({ resource, world }) =>
    later(resource, {
      value: publicAddresses(resource, world).map((address) => ({
        publicIpAddressId: address.id,
        publicIpAddress: read.text(address.body, 'properties', 'ipAddress') ?? null,
        isWorkloadProtected: read.at(resource.body, 'properties', 'enableDdosProtection') === true ? 'True' : 'False',
      })),
    }),
  ),
  {
    method: 'GET',
    path: /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/[^/]+)?\/providers\/microsoft\.network\/locations\/[^/]+\/availableprivateendpointtypes$/,
    run: ({ match: [, subscription = ''] }) => ({
      status: 200,
      body: {
        value: offeredTypes().map((type) => {
          const name = type.replaceAll('/', '.')
          return {
            id: `/subscriptions/${subscription}/providers/Microsoft.Network/availablePrivateEndpointTypes/${name}`,
            name,
            type: 'Microsoft.Network/availablePrivateEndpointTypes',
            resourceName: type,
            displayName: type,
          }
        }),
      },
    }),
  },
]

/** What can be asked of a subnet. Nothing here puts links or policies of its own into one. */
export const subnetActions: readonly Action[] = [
  ...['serviceassociationlinks', 'resourcenavigationlinks'].map((words) =>
    actionOn(subnet, 'GET', words, () => ({ status: 200, body: { value: [] } })),
  ),
  ...['preparenetworkpolicies', 'unpreparenetworkpolicies'].map((words) =>
    actionOn(subnet, 'POST', words, ({ resource, world, body }) => {
      if ((read.text(body, 'serviceName') ?? '') === '')
        throw new ArmError(
          400,
          'InvalidRequestFormat',
          "Cannot parse the request: required field 'serviceName' is missing.",
          { target: 'serviceName' },
        )
      return later(world.get(resource.parent) ?? resource)
    }),
  ),
]

/** Answers with Location at first, and with this in the end. */
export function later(resource: Resource, result?: JsonObject): ActionAnswer {
  return {
    status: 202,
    effect: 'none',
    long: {
      seconds: 5,
      location: read.text(resource.body, 'location') ?? 'global',
      style: networkAnswers,
      ...(result === undefined ? {} : { result }),
    },
  }
}

function isIn(address: string, each: Resource): boolean {
  const range = parseIpRange(subnetPrefix(each.body))
  const one = parseIpRange(`${address}/32`)
  return range !== undefined && one !== undefined && one.first >= range.first && one.first < range.first + range.size
}

function takenAddresses(each: Resource, world: World): Set<string> {
  return new Set(world.referencers(each.key).flatMap((holder) => read.texts(holder.internal, 'addresses')))
}

/** The one that is asked for when it is free, else the first five that are: a subnet may have millions. */
function freeAddresses(each: Resource, world: World, asked: string): string[] {
  const range = parseIpRange(subnetPrefix(each.body))
  const taken = takenAddresses(each, world)
  const free: string[] = []
  if (range === undefined) return free
  const one = parseIpRange(`${asked}/32`)
  const offset = one === undefined ? -1 : one.first - range.first
  if (offset >= 4 && offset < range.size - 1 && !taken.has(asked)) return [asked]
  for (const address of usableAddresses(range)) {
    if (!taken.has(address)) free.push(address)
    if (free.length === 5) break
  }
  return free
}

/** Of all that lies in the network's subnets. */
function publicAddresses(resource: Resource, world: World): Resource[] {
  return world
    .children(resource.key, subnet)
    .flatMap((each) => world.referencers(each.key))
    .flatMap((holder) => read.list(holder.body, 'properties', 'ipConfigurations'))
    .flatMap((configuration) => {
      const address = world.get(keyOf(read.text(configuration, 'properties', 'publicIPAddress', 'id') ?? ''))
      return address === undefined ? [] : [address]
    })
}
