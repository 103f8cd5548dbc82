import { tenantId } from '../identity/tenant-id.ts'
import type { JsonObject } from '../json/json.ts'

/** Any subscription exists: which ones a client uses is none of our business. */
export function describeSubscription(id: string): JsonObject {
  return {
    id: `/subscriptions/${id}`,
    subscriptionId: id,
    tenantId,
    displayName: `Simulated subscription ${id.slice(0, 8)}`,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
    authorizationSource: 'RoleBased',
  }
}

/** The tenant as the tenants API shows it. Source: "Tenants - List" of the Azure Resource Manager REST reference, 2022-12-01. */
export function describeTenant(): JsonObject {
  return {
    id: `/tenants/${tenantId}`,
    tenantId,
    tenantCategory: 'Home',
    displayName: 'Simulated',
    countryCode: 'NL',
    defaultDomain: 'simulated.example',
    domains: ['simulated.example'],
    tenantType: 'AAD',
  }
}
