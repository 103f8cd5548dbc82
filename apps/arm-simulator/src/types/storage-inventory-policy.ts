import type { ArmType } from '../arm/arm-type.ts'
import { policyOfAccount } from '../storage/policy-of-account.ts'

/** Which blobs are listed for their owner, and how often. */
export const storageInventoryPolicy: ArmType = policyOfAccount(
  'inventoryPolicies',
  /^default$/,
  ['policy.enabled', 'policy.type', 'policy.rules'],
  ({ world }) => ({ lastModifiedTime: new Date(world.now()).toISOString() }),
)
