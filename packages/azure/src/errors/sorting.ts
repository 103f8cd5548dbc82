import type { ErrorCode } from '@palisade/contract'
import type { AzureError } from './azure-error.ts'

/** What happens next, and under which code of the catalogue it is told. */
export type Sorting =
  | { readonly next: 'wait' | 'change'; readonly code: ErrorCode }
  /** What was to be reached is so already. */
  | { readonly next: 'done' }

interface Rule {
  readonly sorting: Sorting
  /** Applies when one of these is the error's code or that of one of its details. Case does not matter. */
  readonly codes?: readonly (string | RegExp)[]
  /** Applies when the message says so: some providers call everything `BadRequest`. */
  readonly message?: RegExp
  readonly status?: (status: number) => boolean
  /** Applies only when something is removed. */
  readonly onRemoval?: true
}

const wait = (code: ErrorCode): Sorting => ({ next: 'wait', code })
const change = (code: ErrorCode): Sorting => ({ next: 'change', code })
const done: Sorting = { next: 'done' }

const transient = [
  'InternalServerError',
  'InternalError',
  'GatewayTimeout',
  'ServiceUnavailable',
  'ServerTimeout',
  'ServerBusy',
]

/** From the particular to the general; the first that applies decides. */
const rules: readonly Rule[] = [
  {
    codes: [
      'SubscriptionNotFound',
      'ReadOnlyDisabledSubscription',
      'DisabledSubscription',
      'InvalidSubscriptionId',
      'InvalidAuthenticationTokenTenant',
    ],
    sorting: change('azure-subscription'),
  },
  {
    codes: ['SubscriptionNotRegistered', 'MissingSubscriptionRegistration', 'FeatureNotRegistered'],
    sorting: change('azure-not-registered'),
  },
  {
    message: /\bfeature\b.* is not (enabled|registered) for this subscription/i,
    sorting: change('azure-not-registered'),
  },
  // Whatever the reason: what is not there is removed.
  { onRemoval: true, status: (status) => status === 404 || status === 410, sorting: done },

  { codes: ['RoleAssignmentExists'], sorting: done },
  // An identity takes seconds to minutes until all of Entra knows it.
  { codes: ['PrincipalNotFound'], sorting: wait('azure-not-ready') },
  // A role that was given takes up to ten minutes until a service acts on it.
  { codes: ['ForbiddenByRbac'], sorting: wait('azure-not-ready') },

  // An operation that was accepted and failed later for a reason that passes. "Unavailable" and "throttled" would say that
  // only its status could not be read, and the failed operation would be asked again and again instead of begun again.
  {
    codes: [...transient, /Throttl/, 'TooManyRequests'],
    status: (status) => status < 400,
    sorting: wait('azure-busy'),
  },

  // Three errors of the network provider that are no throttling although their status is 429.
  { codes: ['RetryableErrorDueToAnotherOperation'], sorting: wait('azure-busy') },
  { codes: ['ReferencedResourceNotProvisioned', 'RetryableError'], sorting: wait('azure-not-ready') },
  { codes: [/Throttl/, 'TooManyRequests'], sorting: wait('azure-throttled') },
  { status: (status) => status === 429, sorting: wait('azure-throttled') },

  {
    codes: [/OperationInProgress$/, /^ConcurrentModification/, /^ConcurrentUpdate/, 'ResourceGroupBeingDeleted'],
    sorting: wait('azure-busy'),
  },
  // Some providers have no code for it and only say it: Azure ML calls every conflict `Conflict`. Its own words are in no
  // document (unconfirmed).
  {
    codes: ['Conflict'],
    message: /\bin progress\b|\bretry after\b/i,
    status: (status) => status === 409,
    sorting: wait('azure-busy'),
  },
  // Operations that were accepted and failed because another one came in between.
  { codes: ['FirewallPolicyUpdateFailed', 'IpGroupsUpdateFailed', 'EtagMismatch'], sorting: wait('azure-busy') },
  { status: (status) => status === 412, sorting: wait('azure-busy') },

  { codes: ['ScopeLocked'], sorting: change('azure-locked') },
  { codes: ['RequestDisallowedByPolicy', 'PolicyViolation'], sorting: change('azure-policy') },
  { codes: ['AuthorizationFailed', 'LinkedAuthorizationFailed'], sorting: change('azure-forbidden') },

  // Right after its user went, Azure often still counts a thing as used.
  {
    onRemoval: true,
    codes: [
      /^InUse/,
      /InUse$/,
      /InUseWith/,
      /^NicReserved/,
      /CannotBeDeleted/,
      'CannotDeleteResource',
      'CannotDeleteZone',
    ],
    sorting: wait('azure-in-use'),
  },
  { codes: [/^InUse.*CannotBe/, 'PublicIPAddressInUse'], sorting: change('azure-in-use') },

  // Before "name taken": a deleted vault says that it already exists, and more about it.
  { message: /soft-?deleted|(in|already in) deleted state/i, sorting: change('azure-name-soft-deleted') },
  {
    codes: [/Already(Taken|Exists|InUse)$/, 'StorageAccountInAnotherResourceGroup'],
    sorting: change('azure-name-taken'),
  },
  { message: /name .* is not unique/i, sorting: change('azure-name-taken') },

  // What nodes cannot do without and do not reach. Only its words tell the first from a full region.
  {
    message: /dedicated nodes could not be allocated|missing the following rules|failed to mount storage/i,
    sorting: change('azure-network-closed'),
  },
  { message: /unable to download user (container image|model)/i, sorting: change('azure-network-closed') },
  { message: /based on workspace private link configuration/i, sorting: change('azure-private-link') },
  {
    codes: [/^VnetAddressSpaces?Overlaps?/],
    sorting: change('azure-address-overlap'),
  },
  { message: /multiple zones with overlapping namespaces/i, sorting: change('zones-overlap') },
  {
    codes: ['PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled'],
    sorting: change('existing-unsuitable'),
  },
  {
    message: /has PrivateLinkServiceNetworkPolicies|cannot use storage with HNS/i,
    sorting: change('existing-unsuitable'),
  },

  { codes: ['SubnetIsFull'], sorting: change('azure-subnet-full') },
  {
    codes: [/Quota/, /LimitReached$/, /CountExceeds/],
    sorting: change('azure-quota'),
  },
  {
    codes: ['SkuNotAvailable', /AllocationFailed$/, 'OverconstrainedAllocationRequest'],
    sorting: change('azure-capacity'),
  },
  { message: /\bquota\b/i, sorting: change('azure-quota') },

  {
    codes: ['ParentResourceNotFound', 'ResourceGroupNotFound', 'ResourceNotFound', 'InvalidResourceReference'],
    sorting: change('azure-missing'),
  },

  { codes: transient, sorting: wait('azure-unavailable') },
  { status: (status) => status >= 500 || status === 408, sorting: wait('azure-unavailable') },
  // A token that ran out on its way. The next try brings a fresh one.
  { status: (status) => status === 401, sorting: wait('azure-unavailable') },
  { status: (status) => status === 403, sorting: change('azure-forbidden') },
  { status: (status) => status === 404, sorting: change('azure-missing') },
  { status: (status) => status >= 400, sorting: change('azure-invalid') },
  // A good status: the operation was accepted and failed later.
  { sorting: change('azure-failed') },
]

/** Decides what an error of Azure means. Nobody else looks at a status or a code of Azure. */
export function sort(error: AzureError, isRemoval: boolean): Sorting {
  const codes = [error.code, ...error.detailCodes].filter((code) => code !== undefined)
  const rule = rules.find(
    (each) =>
      (each.onRemoval !== true || isRemoval) &&
      (each.codes === undefined || each.codes.some((code) => codes.some((given) => matches(code, given)))) &&
      (each.message === undefined || each.message.test(error.message)) &&
      (each.status === undefined || each.status(error.status)),
  )
  return rule?.sorting ?? change('azure-failed')
}

function matches(code: string | RegExp, given: string): boolean {
  return typeof code === 'string' ? code.toLowerCase() === given.toLowerCase() : new RegExp(code, 'i').test(given)
}
