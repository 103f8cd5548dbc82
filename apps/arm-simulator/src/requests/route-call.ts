import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Verb } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import { keyOf, parseResourceId } from '../arm/resource-id.ts'
import { answerPermissions } from '../authorization/answer-permissions.ts'
import { answerProviders } from '../governance/describe-providers.ts'
import { answerPolicyRestrictions } from '../governance/refuse-by-policy.ts'
import { answerTags } from './answer-tags.ts'
import type { Answer, Call } from './call.ts'
import { deleteResource } from './delete-resource.ts'
import { describeProviderPermissions } from './describe-provider-permissions.ts'
import { describeSubscription, describeTenant } from './describe-subscription.ts'
import { getResource } from './get-resource.ts'
import { listOperations } from './list-operations.ts'
import { listAllResources, listResources } from './list-resources.ts'
import { patchResource } from './patch-resource.ts'
import { pollOperation } from './poll-operation.ts'
import { putResource } from './put-resource.ts'
import { runAction } from './run-action.ts'

/** Finds what a path is about. */
export function routeCall(call: Call): Answer {
  const segments = call.path.split('/').filter(Boolean)
  const lower = segments.map((segment) => segment.toLowerCase())
  const isRead = call.method === 'GET' || call.method === 'HEAD'

  if (
    lower[0] === 'subscriptions' &&
    lower[1] !== undefined &&
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower[1])
  ) {
    throw new ArmError(
      400,
      'InvalidSubscriptionId',
      `The provided subscription identifier '${segments[1] ?? ''}' is malformed or invalid.`,
    )
  }
  if (lower[0] === 'subscriptions' && isRead && lower.length <= 2) return answerSubscriptions(call, lower[1])
  if (isRead && lower[0] === 'tenants' && lower.length === 1)
    return { status: 200, body: { value: [describeTenant()] }, type: 'Microsoft.Resources/tenants' }
  const word = lower.at(-2) ?? ''
  if (isRead && /operation/.test(word) && /^[0-9a-f-]{36}$/.test(lower.at(-1) ?? '')) {
    return pollOperation(call, lower.at(-1) ?? '', /result|asyncoperations/.test(word) ? 'result' : 'status')
  }
  const providers = answerProviders(call, lower)
  if (providers !== undefined) return providers
  const governed = answerPermissions(call) ?? answerPolicyRestrictions(call) ?? answerTags(call)
  if (governed !== undefined) return governed
  const action = runAction(call)
  if (action !== undefined) return action

  const id = parseResourceId(call.path)
  if (id !== undefined) {
    const type = call.types.get(id.type)
    if (type === undefined) throw unknownType(call, id.type)
    return withVerb(call, type, {
      GET: () => getResource(call, type, { ...id, type: type.type }),
      PUT: () => putResource(call, type, { ...id, type: type.type }),
      PATCH: () => patchResource(call, type, { ...id, type: type.type }),
      DELETE: () => deleteResource(call, type, { ...id, type: type.type }),
    })
  }
  if (isRead) {
    const last = lower.at(-1)
    if (lower[0] === 'providers' && last === 'operations' && lower.length === 3)
      return listOperations(call, segments[1] ?? '')
    if (lower[2] === 'providers' && last === 'providerpermissions' && lower.length === 5)
      return describeProviderPermissions(call, segments[3] ?? '')
    if (last === 'resourcegroups' && lower.length === 3)
      return listResources(
        call,
        requireType(call, 'Microsoft.Resources/resourceGroups'),
        `/${segments.slice(0, 2).join('/')}`,
      )
    if (last === 'resources' && lower[0] === 'subscriptions' && (lower.length === 3 || lower.length === 5))
      return listAllResources(call, `/${segments.slice(0, -1).join('/')}`)
    const list = parseList(segments, lower)
    if (list !== undefined) return listResources(call, requireType(call, list.type), list.scope)
  }
  throw notFound.type(typeInPath(segments, lower))
}

function answerSubscriptions(call: Call, id: string | undefined): Answer {
  const type = 'Microsoft.Resources/subscriptions'
  if (id !== undefined) return { status: 200, body: describeSubscription(id), resourceId: `/subscriptions/${id}`, type }
  const known = new Set([...call.world.all()].map((resource) => resource.subscription))
  return { status: 200, body: { value: [...known].filter(Boolean).map(describeSubscription) }, type }
}

/** A path that ends in the name of a type: `…/providers/Microsoft.Network/virtualNetworks[/vnet/subnets]`. */
function parseList(segments: string[], lower: string[]): { type: string; scope: string } | undefined {
  const providerAt = lower.lastIndexOf('providers')
  const tail = segments.slice(providerAt + 1)
  if (providerAt === -1 || tail.length < 2 || tail.length % 2 !== 0) return undefined
  const types = tail.filter((_, index) => index === 0 || index % 2 === 1)
  const scope = tail.length === 2 ? segments.slice(0, providerAt) : segments.slice(0, -1)
  return { type: types.join('/'), scope: `/${scope.join('/')}` }
}

function withVerb(call: Call, type: ArmType, run: Record<Verb, () => Answer>): Answer {
  const method = call.method === 'HEAD' ? 'GET' : call.method
  const verbs: readonly string[] = type.verbs ?? ['GET', 'PUT', 'PATCH', 'DELETE']
  if ((method === 'GET' || method === 'PUT' || method === 'PATCH' || method === 'DELETE') && verbs.includes(method))
    return run[method]()
  throw new ArmError(
    405,
    'HttpMethodNotSupported',
    `The HTTP method '${call.method}' is not supported for resource type '${type.type}'.`,
  )
}

function requireType(call: Call, name: string): ArmType {
  const type = call.types.get(name)
  if (type === undefined) throw unknownType(call, name)
  return type
}

/** A namespace that nobody here knows is another mistake than a type that its namespace does not have. */
function unknownType(call: Call, name: string): ArmError {
  const [namespace = '', ...rest] = name.split('/')
  if (call.types.all().some((type) => type.type.toLowerCase().startsWith(`${namespace.toLowerCase()}/`)))
    return notFound.type(name)
  return new ArmError(
    404,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location 'null' and API version '${call.apiVersion}' for type '${rest.join('/')}' in namespace '${namespace}'.`,
  )
}

function typeInPath(segments: string[], lower: string[]): string {
  const providerAt = lower.lastIndexOf('providers')
  return providerAt === -1
    ? keyOf(segments.join('/')).slice(1)
    : segments
        .slice(providerAt + 1)
        .filter((_, index) => index === 0 || index % 2 === 1)
        .join('/')
}
