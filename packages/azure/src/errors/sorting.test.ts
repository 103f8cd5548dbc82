import type { ErrorCode } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import type { AzureError } from './azure-error.ts'
import { type Sorting, sort } from './sorting.ts'

type Next = Sorting['next']

function azure(status: number, code: string | undefined, message = '', detailCodes: string[] = []): AzureError {
  return { status, code, message, detailCodes, correlationId: undefined, retryAfterMs: undefined }
}

const said = (sorting: Sorting) => (sorting.next === 'done' ? ['done'] : [sorting.next, sorting.code])

const deletedVault =
  'A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.'
const vaultInUse =
  'The vault name kv-a is already in use. ... it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state.'
const vcpuQuota =
  'The specified subscription has a total vCPU quota of 10 and cannot accomodate for at least 1 requested managed compute node which maps to 16 vCPUs.'

// Codes, statuses and texts as Azure gives them: of public captures and of common-deployment-errors.md.
const table: readonly [number, string | undefined, string, Next, ErrorCode | undefined][] = [
  [
    409,
    'AnotherOperationInProgress',
    'Another operation on this or dependent resource is in progress.',
    'wait',
    'azure-busy',
  ],
  [429, 'RetryableError', 'A retryable error occurred.', 'wait', 'azure-not-ready'],
  [429, 'RetryableErrorDueToAnotherOperation', '', 'wait', 'azure-busy'],
  [
    400,
    'SubnetIsFull',
    'Subnet a with address prefix 10.0.0.0/29 does not have enough capacity.',
    'change',
    'azure-subnet-full',
  ],
  [400, 'InUseSubnetCannotBeDeleted', 'Subnet a is in use by b and cannot be deleted.', 'change', 'azure-in-use'],
  [400, 'PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled', '', 'change', 'existing-unsuitable'],
  [400, 'NetcfgSubnetRangesOverlap', '', 'change', 'azure-invalid'],
  [400, 'NetcfgInvalidSubnet', '', 'change', 'azure-invalid'],
  [400, 'PrivateIPAddressNotInSubnet', '', 'change', 'azure-invalid'],
  [400, 'PrivateIPAddressInReservedRange', '', 'change', 'azure-invalid'],
  [400, 'PrivateIPAddressIsAllocated', '', 'change', 'azure-invalid'],
  [
    200,
    'FirewallPolicyUpdateFailed',
    'Put on Firewall Policy a Failed with 1 faulted referenced firewalls',
    'wait',
    'azure-busy',
  ],
  [200, 'IpGroupsUpdateFailed', 'Put on IP Groups a Failed with 1 faulted referenced firewalls', 'wait', 'azure-busy'],
  [
    400,
    'BadRequest',
    'A virtual network cannot be linked to multiple zones with overlapping namespaces.',
    'change',
    'zones-overlap',
  ],
  [409, 'Conflict', "Virtual network resource identity 'x' already in use.", 'change', 'azure-invalid'],
  [
    409,
    'Conflict',
    "Another operation (create) is in progress on 'x'. Please retry after it is done.",
    'wait',
    'azure-busy',
  ],
  [409, 'Conflict', "The endpoint 'x' is in Creating state. Please retry after it is done.", 'wait', 'azure-busy'],
  [409, 'StorageAccountAlreadyTaken', 'The storage account named sta is already taken.', 'change', 'azure-name-taken'],
  [409, 'StorageAccountAlreadyExists', '', 'change', 'azure-name-taken'],
  [409, 'StorageAccountInAnotherResourceGroup', '', 'change', 'azure-name-taken'],
  [400, 'AccountNameInvalid', '', 'change', 'azure-invalid'],
  [409, 'VaultAlreadyExists', vaultInUse, 'change', 'azure-name-taken'],
  [409, 'ConflictError', deletedVault, 'change', 'azure-name-soft-deleted'],
  [404, 'SoftDeletedVaultDoesNotExist', '', 'change', 'azure-missing'],
  [400, 'VaultNameNotValid', '', 'change', 'azure-invalid'],
  [
    400,
    'BadRequest',
    'Soft-deleted workspace exists. Please purge or recover it.',
    'change',
    'azure-name-soft-deleted',
  ],
  [400, 'BadRequest', vcpuQuota, 'change', 'azure-quota'],
  [
    400,
    'BadRequest',
    'The specified subnet a has PrivateLinkServiceNetworkPolicies enabled.',
    'change',
    'existing-unsuitable',
  ],
  [200, 'ClusterCoreQuotaReached', '', 'change', 'azure-quota'],
  [400, 'OutOfQuota', 'Not enough cluster CPU quota.', 'change', 'azure-quota'],
  [409, 'OperationNotAllowed', 'Operation results in exceeding quota limits of Core.', 'change', 'azure-quota'],
  [409, 'Conflict', "The workspace name 'log-a' is not unique", 'change', 'azure-name-taken'],
  [409, 'MissingSubscriptionRegistration', '', 'change', 'azure-not-registered'],
  [403, 'AuthorizationFailed', '', 'change', 'azure-forbidden'],
  [403, 'LinkedAuthorizationFailed', '', 'change', 'azure-forbidden'],
  [404, 'ResourceGroupNotFound', '', 'change', 'azure-missing'],
  [404, 'ResourceNotFound', '', 'change', 'azure-missing'],
  [404, 'ParentResourceNotFound', '', 'change', 'azure-missing'],
  [404, 'SubscriptionNotFound', '', 'change', 'azure-subscription'],
  [409, 'ResourceGroupBeingDeleted', '', 'wait', 'azure-busy'],
  [409, 'ScopeLocked', '', 'change', 'azure-locked'],
  [403, 'RequestDisallowedByPolicy', '', 'change', 'azure-policy'],
  [409, 'SkuNotAvailable', '', 'change', 'azure-capacity'],
  [400, 'InvalidResourceReference', '', 'change', 'azure-missing'],
  [400, 'InvalidRequestContent', '', 'change', 'azure-invalid'],
  [400, 'InvalidTemplateDeployment', '', 'change', 'azure-invalid'],
  [400, 'PrincipalNotFound', '', 'wait', 'azure-not-ready'],
  [409, 'RoleAssignmentExists', '', 'done', undefined],
  [429, 'TooManyRequests', '', 'wait', 'azure-throttled'],
  [429, 'SubscriptionRequestsThrottled', '', 'wait', 'azure-throttled'],
  [429, undefined, '', 'wait', 'azure-throttled'],
  [400, 'MissingApiVersionParameter', '', 'change', 'azure-invalid'],
  [400, 'InvalidApiVersionParameter', '', 'change', 'azure-invalid'],
  [412, 'PreconditionFailed', '', 'wait', 'azure-busy'],
  [500, 'InternalServerError', '', 'wait', 'azure-unavailable'],
  [504, 'GatewayTimeout', '', 'wait', 'azure-unavailable'],
  [502, undefined, '', 'wait', 'azure-unavailable'],
  [401, 'ExpiredAuthenticationToken', '', 'wait', 'azure-unavailable'],
  [401, 'InvalidAuthenticationTokenTenant', '', 'change', 'azure-subscription'],
  [200, 'InternalServerError', 'An error occurred.', 'wait', 'azure-busy'],
  [200, 'ZoneNotReachable', 'never heard of', 'change', 'azure-failed'],
  [200, undefined, '', 'change', 'azure-failed'],
  [418, 'Teapot', '', 'change', 'azure-invalid'],
]

describe('while something is made', () => {
  test.each(table)('%i %s %s', (status, code, message, next, sorted) => {
    expect(said(sort(azure(status, code, message), false))).toEqual(sorted === undefined ? [next] : [next, sorted])
  })

  test('a code in the details counts: the outer one often says only that there are details', () => {
    expect(said(sort(azure(200, 'RetryableError', '', ['ReferencedResourceNotProvisioned']), false))).toEqual([
      'wait',
      'azure-not-ready',
    ])
    expect(said(sort(azure(400, 'DeploymentFailed', '', ['RequestDisallowedByPolicy']), false))).toEqual([
      'change',
      'azure-policy',
    ])
  })
})

describe('while something is removed', () => {
  test.each([
    [404, 'ResourceNotFound', 'done', undefined],
    [404, 'ResourceGroupNotFound', 'done', undefined],
    [404, 'ParentResourceNotFound', 'done', undefined],
    [404, undefined, 'done', undefined],
    [404, 'SubscriptionNotFound', 'change', 'azure-subscription'],
    // Right after its user went, a subnet often still counts as used.
    [400, 'InUseSubnetCannotBeDeleted', 'wait', 'azure-in-use'],
    [400, 'InUseNetworkSecurityGroupCannotBeDeleted', 'wait', 'azure-in-use'],
    [400, 'NicInUseWithPrivateEndpoint', 'wait', 'azure-in-use'],
    [409, 'NicReservedForAnotherVm', 'wait', 'azure-in-use'],
    [400, 'PublicIPAddressCannotBeDeleted', 'wait', 'azure-in-use'],
    [409, 'CannotDeleteResource', 'wait', 'azure-in-use'],
    [409, 'ScopeLocked', 'change', 'azure-locked'],
    [403, 'AuthorizationFailed', 'change', 'azure-forbidden'],
    [409, 'AnotherOperationInProgress', 'wait', 'azure-busy'],
    [200, 'SomethingElse', 'change', 'azure-failed'],
  ] as const)('%i %s', (status, code, next, sorted) => {
    expect(said(sort(azure(status, code), true))).toEqual(sorted === undefined ? [next] : [next, sorted])
  })
})

// The engine asks the same operation again after these two, and begins again after all others.
test('an operation that has failed is never sorted as if only its answer were missing', () => {
  for (const [, code, message] of table) {
    expect(['azure-throttled', 'azure-unavailable']).not.toContain(said(sort(azure(200, code, message), false))[1])
  }
})
