import { ArmError } from '../arm/arm-error.ts'
import type { JsonObject } from '../json/json.ts'
import type { Answer, Call } from '../requests/call.ts'
import { apiVersionsOf } from './api-versions.ts'
import { isFree } from './registrations.ts'

const type = 'Microsoft.Resources/providers'

/** Providers that are only asked, and have no resource here. */
const withoutTypes = ['Microsoft.Features', 'Microsoft.PolicyInsights']

/** A few regions, as a provider names them. Every region is accepted in a call. */
const regions = [
  'East US',
  'East US 2',
  'West US',
  'West US 2',
  'Central US',
  'South Central US',
  'North Europe',
  'West Europe',
  'UK South',
  'Germany West Central',
  'Switzerland North',
  'Sweden Central',
  'Southeast Asia',
  'Australia East',
]

/** `/subscriptions/{id}/providers[/{namespace}[/register|/unregister]]`; nothing, where the path is another one. */
export function answerProviders(call: Call, lower: readonly string[]): Answer | undefined {
  const [root, subscription = '', word, name, verb] = lower
  if (root !== 'subscriptions' || word !== 'providers' || lower.length < 3 || lower.length > 5) return undefined
  const isRead = call.method === 'GET' || call.method === 'HEAD'
  if (name === undefined)
    return isRead
      ? { status: 200, body: { value: namespaces(call).map((each) => describe(call, subscription, each)) }, type }
      : undefined
  const isChange = call.method === 'POST' && (verb === 'register' || verb === 'unregister')
  if (!isChange && (!isRead || verb !== undefined)) return undefined
  const namespace = namespaces(call).find((each) => each.toLowerCase() === name)
  if (namespace === undefined)
    throw new ArmError(
      404,
      'InvalidResourceNamespace',
      `The resource namespace '${call.path.split('/')[4] ?? ''}' is invalid.`,
    )
  if (isChange) {
    const to = verb === 'register' ? 'Registered' : 'NotRegistered'
    if (to === 'NotRegistered') refuseInUse(call, subscription, namespace)
    call.registrations.change(subscription, namespace, to, call.world.now())
  }
  return {
    status: 200,
    body: describe(call, subscription, namespace),
    type,
    ...(isChange ? { effect: 'updated' } : {}),
  }
}

function namespaces(call: Call): string[] {
  const known = call.types.all().map(({ type: name }) => name.split('/')[0] ?? '')
  return [...new Set([...known, ...withoutTypes])].sort()
}

function describe(call: Call, subscription: string, namespace: string): JsonObject {
  const own = call.types.all().filter(({ type: name }) => name.toLowerCase().startsWith(`${namespace.toLowerCase()}/`))
  return {
    id: `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    registrationState: call.registrations.stateOf(subscription, namespace, call.world.now()),
    registrationPolicy: isFree(namespace) ? 'RegistrationFree' : 'RegistrationRequired',
    resourceTypes: own.map(({ type: name, location = 'regional' }) => ({
      resourceType: name.slice(namespace.length + 1),
      locations: location === 'regional' ? [...regions] : location === 'global' ? ['global'] : [],
      apiVersions: [...apiVersionsOf(namespace)],
      capabilities: location === 'none' ? 'None' : 'SupportsTags, SupportsLocation',
    })),
  }
}

/** As documented (resource-providers-and-types.md), in words of our own: the code and the sentence are unconfirmed. */
function refuseInUse(call: Call, subscription: string, namespace: string): void {
  if (isFree(namespace))
    throw new ArmError(400, 'BadRequest', `The resource provider '${namespace}' cannot be unregistered.`)
  const start = `${namespace.toLowerCase()}/`
  for (const resource of call.world.all())
    if (resource.subscription === subscription && resource.type.toLowerCase().startsWith(start))
      throw new ArmError(
        409,
        'CannotUnregisterSubscription',
        `The subscription '${subscription}' cannot be unregistered from '${namespace}': it still has resources of it, such as '${resource.id}'.`,
      )
}
