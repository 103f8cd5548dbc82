import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Completed, Write } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'
import { refuseBastionSubnet } from '../network/refuse-bastion-subnet.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'
import { privateLinkMembers } from '../private-link/private-link-members.ts'
import { connectionsOf } from '../private-link/show-connections.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

const kinds = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'] as const

/** Makes an interface with its addresses at once, and the connection on the target when it is done. */
export const privateEndpoint: ArmType = {
  type: 'Microsoft.Network/privateEndpoints',
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'PATCH', 'DELETE'],
  style: networkAnswers,
  seconds: { create: 75, update: 45, delete: 45 },
  requires: ['properties.subnet.id'],
  refers(body) {
    const subnet = read.text(body, 'properties', 'subnet', 'id')
    const targets = asked(body).map(({ target }) => ({
      id: target,
      field: 'properties.privateLinkServiceConnections.properties.privateLinkServiceId',
    }))
    return [...(subnet === undefined ? [] : [{ id: subnet, field: 'properties.subnet.id' }]), ...targets].filter(
      ({ id }) => id !== '',
    )
  },
  // Endpoints to one target change that target, so they wait for each other.
  locks: (_id, body) => asked(body).map(({ target }) => keyOf(target)),
  validate({ body, id, existing, world }) {
    const subnetId = read.text(body, 'properties', 'subnet', 'id') ?? ''
    const subnet = world.get(keyOf(subnetId))
    refuseBastionSubnet(subnetId)
    if (
      existing !== undefined &&
      keyOf(read.text(existing.body, 'properties', 'subnet', 'id') ?? '') !== keyOf(subnetId)
    ) {
      throw new ArmError(
        400,
        'CannotChangeSubnetOfPrivateEndpoint',
        `The subnet of private endpoint ${id.id} cannot be changed.`,
      )
    }
    if (
      world.habits.refusesNetworkPolicies &&
      read.text(subnet?.body, 'properties', 'privateEndpointNetworkPolicies') === 'Enabled'
    ) {
      throw new ArmError(
        400,
        'PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled',
        `Private endpoint ${id.id} cannot be created in a subnet ${subnetId} since it has private endpoint network policies enabled.`,
      )
    }
    const connections = asked(body)
    if (connections.length === 0)
      throw new ArmError(
        400,
        'PrivateEndpointMustHaveConnection',
        `Private endpoint ${id.id} must have at least one private link service connection.`,
      )
    for (const { target, groupIds } of connections) {
      const resource = world.get(keyOf(target))
      if (resource !== undefined) privateLinkMembers(resource, groupIds, id.id)
    }
  },
  complete: completeEndpoint,
  place(endpoint, { existing, world }) {
    const card = world.get(read.text(endpoint.internal, 'interface') ?? '')
    if (existing === undefined || card === undefined) return [placeInterface(endpoint, world)]
    // The interface of an endpoint that could not be made waits for the next try.
    return card.internal.isUnmade === true ? [card] : []
  },
  settled(endpoint, world) {
    const names = read.list(endpoint.internal, 'members').map((member) => ({
      fqdns: read.texts(member, 'fqdns'),
      address: read.text(member, 'address') ?? '',
    }))
    const open = connectionsOf(endpoint).map((connection) => ({ ...connection, isOpen: true }))
    world.put({
      ...endpoint,
      body: {
        ...endpoint.body,
        properties: {
          ...read.object(endpoint.body, 'properties'),
          customDnsConfigs: names.flatMap(({ fqdns, address }) =>
            fqdns.map((fqdn) => ({ fqdn, ipAddresses: [address] })),
          ),
        },
      },
      internal: { ...endpoint.internal, connections: open },
    })
  },
  show(endpoint, body, world) {
    const status = new Map(
      connectionsOf(endpoint).map((connection) => [read.text(connection, 'asked') ?? '', connection]),
    )
    const properties: JsonObject = { ...read.object(body, 'properties') }
    for (const kind of kinds) {
      properties[kind] = read.list(properties, kind).map((item) => {
        const name = read.text(item, 'name') ?? ''
        const connection = status.get(name)
        const state = read.text(connection, 'status') ?? 'Pending'
        return {
          ...(read.isObject(item) ? item : {}),
          id: `${endpoint.id}/${kind}/${name}`,
          type: `Microsoft.Network/privateEndpoints/${kind}`,
          properties: {
            provisioningState: endpoint.state,
            ...read.object(item, 'properties'),
            privateLinkServiceConnectionState: {
              status: state,
              description: state === 'Approved' ? 'Auto-Approved' : state,
              actionsRequired: 'None',
            },
          },
        }
      })
    }
    const card = world.get(read.text(endpoint.internal, 'interface') ?? '')
    properties.networkInterfaces = card === undefined ? [] : [{ id: card.id }]
    return { ...body, properties }
  },
  removed(endpoint, world) {
    const card = read.text(endpoint.internal, 'interface')
    if (card !== undefined && world.get(card) !== undefined) world.remove(card)
  },
}

interface Asked {
  readonly name: string
  readonly target: string
  readonly groupIds: string[]
  readonly isManual: boolean
}

function asked(body: JsonObject): Asked[] {
  return kinds.flatMap((kind) =>
    read.list(body, 'properties', kind).map((item: Json) => ({
      name: read.text(item, 'name') ?? '',
      target: read.text(item, 'properties', 'privateLinkServiceId') ?? '',
      groupIds: read.texts(item, 'properties', 'groupIds'),
      isManual: kind === 'manualPrivateLinkServiceConnections',
    })),
  )
}

function completeEndpoint({ body, id, existing, world }: Write): Completed {
  const { networkInterfaces: _interfaces, customDnsConfigs: _dns, ...properties } = read.object(body, 'properties')
  const before = existing === undefined ? [] : connectionsOf(existing)
  const connections = asked(body).map((connection) => {
    const kept = before.find(
      (item) => read.text(item, 'target') === keyOf(connection.target) && item.status !== 'Disconnected',
    )
    return (
      kept ?? {
        name: `${id.name}.${world.newGuid()}`,
        asked: connection.name,
        target: keyOf(connection.target),
        groupIds: connection.groupIds,
        status: connection.isManual ? 'Pending' : 'Approved',
        isOpen: false,
      }
    )
  })
  const subnet = world.get(keyOf(read.text(body, 'properties', 'subnet', 'id') ?? ''))
  const members = asked(body).flatMap(({ target, groupIds }) => {
    const resource = world.get(keyOf(target))
    return resource === undefined ? [] : privateLinkMembers(resource, groupIds, id.id)
  })
  const had = read.list(existing?.internal, 'members').map((member) => read.text(member, 'address') ?? '')
  const addresses =
    had.length === members.length ? had : subnet === undefined ? [] : takeAddresses(subnet, members.length, world)
  const guid = read.text(existing?.internal, 'guid') ?? world.newGuid()
  const cardName = read.text(properties, 'customNetworkInterfaceName') || `${id.name}.nic.${guid}`
  return {
    body: {
      ...body,
      properties: { ...properties, customDnsConfigs: read.list(existing?.body, 'properties', 'customDnsConfigs') },
    },
    internal: {
      guid,
      connections,
      interface: keyOf(
        `/subscriptions/${id.subscription}/resourceGroups/${id.group ?? ''}/providers/Microsoft.Network/networkInterfaces/${cardName}`,
      ),
      interfaceName: cardName,
      members: members.map((member, index) => ({
        name: member.name,
        fqdns: [...member.fqdns],
        records: member.records.map((record) => ({ ...record })),
        address: addresses[index] ?? '',
      })),
    },
  }
}

function placeInterface(endpoint: Resource, world: World): Resource {
  const name = read.text(endpoint.internal, 'interfaceName') ?? ''
  const key = read.text(endpoint.internal, 'interface') ?? ''
  const id = endpoint.id.replace(/\/privateEndpoints\/[^/]+$/i, `/networkInterfaces/${name}`)
  const members = read.list(endpoint.internal, 'members')
  const card: Resource = {
    id,
    key,
    type: 'Microsoft.Network/networkInterfaces',
    name,
    subscription: endpoint.subscription,
    parent: endpoint.parent,
    body: {
      location: endpoint.body.location,
      // Azure gives the interface no tags of its own; they follow only when a client sets them.
      tags: {},
      properties: {
        resourceGuid: world.newGuid(),
        nicType: 'Standard',
        enableAcceleratedNetworking: false,
        enableIPForwarding: false,
        primary: true,
        privateEndpoint: { id: endpoint.id },
        ipConfigurations: members.map((member, index) => {
          const configuration = `privateEndpointIpConfig.${world.newGuid()}`
          return {
            name: configuration,
            id: `${id}/ipConfigurations/${configuration}`,
            type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
            properties: {
              provisioningState: 'Succeeded',
              privateIPAddress: read.text(member, 'address'),
              privateIPAllocationMethod: 'Dynamic',
              privateIPAddressVersion: 'IPv4',
              primary: index === 0,
              subnet: { id: read.text(endpoint.body, 'properties', 'subnet', 'id') },
              privateLinkConnectionProperties: {
                groupId: read.texts(connectionsOf(endpoint)[0], 'groupIds')[0] ?? '',
                requiredMemberName: read.text(member, 'name'),
                fqdns: read.texts(member, 'fqdns'),
              },
            },
          }
        }),
      },
    },
    internal: {
      addresses: members.map((member) => read.text(member, 'address') ?? ''),
      etag: `W/"${world.newGuid()}"`,
    },
    state: 'Updating',
    hidden: false,
  }
  world.put(card)
  return card
}
