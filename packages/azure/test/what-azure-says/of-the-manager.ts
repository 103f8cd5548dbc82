import { example, ids } from '../support/examples.ts'
import { type Situation, struck } from './situation.ts'

/** Roles of the gateway's principal, which the simulator knows by this id. */
const me = '00000000-0000-0000-0000-00000000a0a0'
const onlyFor = (actions: string[], notActions: string[] = []) => ({
  roles: { [me]: [{ scope: ids.subscription, actions, notActions }] },
})
const location = 'westeurope'

/** What Azure Resource Manager says before a provider is asked, and what any provider can say. */
export const ofTheManager: readonly Situation[] = [
  {
    azure: 'MissingSubscriptionRegistration',
    provider: 'ARM',
    when: 'the subscription is not registered with a provider (F23)',
    settings: { unregistered: ['Microsoft.Network'] },
    set: async ({ make }) => {
      await make(ids.group)
      return example(ids.network)
    },
    next: 'fails',
    code: 'azure-not-registered',
  },
  {
    azure: 'BadRequest',
    provider: 'ARM',
    when: 'the subscription has not asked for a feature (F23, on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 400,
        code: 'BadRequest',
        message: 'The feature is not enabled for this subscription.',
      })
    },
    next: 'fails',
    code: 'azure-not-registered',
  },
  {
    azure: 'AuthorizationFailed',
    provider: 'ARM',
    when: 'a role lacks an action (F21)',
    settings: onlyFor(['Microsoft.Resources/*', '*/read']),
    set: async ({ make }) => {
      await make(ids.group)
      return example(ids.network)
    },
    next: 'fails',
    code: 'azure-forbidden',
    says: /virtualNetworks\/write/,
  },
  {
    azure: 'LinkedAuthorizationFailed',
    provider: 'ARM',
    when: 'a role lacks an action on what a resource points at, such as a subnet of somebody else (F22)',
    settings: onlyFor(['*'], ['Microsoft.Network/virtualNetworks/subnets/join/action']),
    set: async ({ make, otherMakes }) => {
      await make(ids.group, ids.network, ids.storage)
      await otherMakes(ids.subnet, {
        properties: { addressPrefix: '10.40.1.0/24', privateEndpointNetworkPolicies: 'Disabled' },
      })
      return example(ids.endpoint)
    },
    next: 'fails',
    code: 'azure-forbidden',
    says: /subnets\/join\/action/,
  },
  {
    azure: 'ForbiddenByRbac',
    provider: 'any',
    when: 'a role was given just now (F20, on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.vault), {
        status: 403,
        code: 'ForbiddenByRbac',
        message: 'Caller is not authorized. If role assignments were changed recently, observe propagation time.',
      })
    },
    next: 'tried again',
    code: 'azure-not-ready',
  },
  {
    azure: 'ResourceGroupNotFound',
    provider: 'ARM',
    when: 'somebody removed the group',
    set: async () => example(ids.network),
    next: 'fails',
    code: 'azure-missing',
  },
  {
    azure: 'ResourceNotFound',
    provider: 'ARM',
    when: 'the request names a network that is not there',
    set: async ({ make }) => {
      await make(ids.group)
      return { ...example(ids.network), action: 'read', body: null }
    },
    next: 'fails',
    code: 'azure-missing',
  },
  {
    azure: 'ResourceNotFound',
    provider: 'ARM',
    when: 'what is to be removed is gone',
    set: async ({ make }) => {
      await make(ids.group)
      return example(ids.network)
    },
    doing: 'remove',
    next: 'done',
  },
  {
    azure: 'ParentResourceNotFound',
    provider: 'ARM',
    when: 'somebody removed the network before its subnet was made',
    set: async ({ make }) => {
      await make(ids.group)
      return example(ids.bastionSubnet)
    },
    next: 'fails',
    code: 'azure-missing',
  },
  {
    azure: 'SubscriptionNotFound',
    provider: 'ARM',
    when: 'the request names a subscription that the identity does not see (on demand)',
    set: (stage) =>
      struck(stage, example(ids.group), {
        status: 404,
        code: 'SubscriptionNotFound',
        message: "The subscription '11111111-1111-4111-8111-111111111111' could not be found.",
      }),
    next: 'fails',
    code: 'azure-subscription',
  },
  {
    azure: 'ResourceGroupBeingDeleted',
    provider: 'ARM',
    when: 'the group is just being deleted; it fails when the group is gone',
    settings: { timeScale: 20 },
    set: async ({ make, other }) => {
      await make(ids.group)
      await other('DELETE', ids.group)
      return example(ids.network)
    },
    next: 'tried again',
    code: 'azure-busy',
    stays: true,
  },
  {
    azure: 'ScopeLocked',
    provider: 'ARM',
    when: 'a lock on what is to be removed (F28)',
    set: async ({ make, other }) => {
      await make(ids.group, ids.network)
      await other('PUT', `${ids.group}/providers/Microsoft.Authorization/locks/keep`, {
        properties: { level: 'CanNotDelete' },
      })
      return example(ids.network)
    },
    doing: 'remove',
    next: 'stuck',
    code: 'azure-locked',
  },
  {
    azure: 'ScopeLocked',
    provider: 'ARM',
    when: 'a lock that forbids every write (F28)',
    set: async ({ make, other }) => {
      await make(ids.group)
      await other('PUT', `${ids.group}/providers/Microsoft.Authorization/locks/frozen`, {
        properties: { level: 'ReadOnly' },
      })
      return example(ids.network)
    },
    next: 'fails',
    code: 'azure-locked',
  },
  {
    azure: 'RequestDisallowedByPolicy',
    provider: 'ARM',
    when: 'an assigned policy denies the resource (F25)',
    set: async ({ make, other }) => {
      await make(ids.group)
      const definition = `${ids.subscription}/providers/Microsoft.Authorization/policyDefinitions/no-networks`
      // `then` is a word of the policy language; written out, it would make a promise of the object.
      const policyRule = Object.fromEntries([
        ['if', { field: 'type', equals: 'Microsoft.Network/virtualNetworks' }],
        ['then', { effect: 'deny' }],
      ])
      await other('PUT', definition, { properties: { policyRule } })
      await other('PUT', `${ids.group}/providers/Microsoft.Authorization/policyAssignments/here`, {
        properties: { policyDefinitionId: definition },
      })
      return example(ids.network)
    },
    next: 'fails',
    code: 'azure-policy',
  },
  {
    azure: 'InvalidRequestContent',
    provider: 'ARM',
    when: 'a body that Azure does not understand (on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 400,
        code: 'InvalidRequestContent',
        message: 'The request content was invalid and could not be deserialized.',
      })
    },
    next: 'fails',
    code: 'azure-invalid',
  },
  {
    azure: 'InvalidApiVersionParameter',
    provider: 'ARM',
    when: 'a cloud that does not know the version of the API yet (on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 400,
        code: 'InvalidApiVersionParameter',
        message: "The api-version '2024-01-01' is invalid.",
      })
    },
    next: 'fails',
    code: 'azure-invalid',
  },
  {
    azure: 'PrincipalNotFound',
    provider: 'Microsoft.Authorization',
    when: 'a role for an identity that not all of the directory knows yet (on demand: what sort it is, we always say)',
    set: async (stage) => {
      await stage.make(ids.group, ids.storage)
      return struck(stage, example(ids.role), {
        status: 400,
        code: 'PrincipalNotFound',
        message: 'Principal 44444444444444448444444444444444 does not exist in the directory.',
      })
    },
    next: 'tried again',
    code: 'azure-not-ready',
  },
  {
    azure: 'RoleAssignmentExists',
    provider: 'Microsoft.Authorization',
    when: 'somebody gave the role already (F21)',
    set: async ({ make, otherMakes }) => {
      await make(ids.group, ids.storage)
      const theirs = ids.role.replace(/[^/]+$/, '99999999-2222-4222-8222-222222222222')
      await otherMakes(theirs, example(ids.role).body)
      return example(ids.role)
    },
    next: 'done',
  },
  {
    azure: 'TooManyRequests / SubscriptionRequestsThrottled',
    provider: 'ARM',
    when: 'more writes than Azure allows in a while (on demand; by real counting in npm run bench -- throttling)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 429,
        code: 'SubscriptionRequestsThrottled',
        message:
          "Number of requests for subscription exceeded the backend storage limit. Please try again after '1' minutes.",
      })
    },
    next: 'tried again',
    code: 'azure-throttled',
  },
  {
    azure: 'PreconditionFailed',
    provider: 'any',
    when: 'somebody wrote in between (on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 412,
        code: 'PreconditionFailed',
        message: 'The etag does not match.',
      })
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'InternalServerError',
    provider: 'any',
    when: 'Azure fails for a moment (on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 500,
        code: 'InternalServerError',
        message: 'An error occurred.',
      })
    },
    next: 'tried again',
    code: 'azure-unavailable',
  },
  {
    azure: 'GatewayTimeout',
    provider: 'ARM',
    when: 'a provider does not answer in time (on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 504,
        code: 'GatewayTimeout',
        message: 'The gateway did not receive a response in time.',
      })
    },
    next: 'tried again',
    code: 'azure-unavailable',
  },
  {
    azure: 'the group exists and has nothing to do with us',
    provider: 'Palisade',
    when: 'a network of this name was made by somebody else',
    set: async ({ make, otherMakes }) => {
      await make(ids.group)
      await otherMakes(ids.network, { location, properties: { addressSpace: { addressPrefixes: ['10.40.0.0/20'] } } })
      return example(ids.network)
    },
    next: 'fails',
    code: 'not-ours',
  },
]
