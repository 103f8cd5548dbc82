import { Type } from 'typebox'
import { guidName } from './names.ts'
import { resourceType } from './resource-type.ts'

/** Only ever read: to learn its tenant, and to fail early when it cannot be used. */
export const subscription = resourceType({
  type: 'Microsoft.Resources/subscriptions',
  body: Type.Null(),
  outputs: ['tenantId'],
  hasTags: false,
  name: guidName,
  seconds: { create: 1, remove: 0 },
})
