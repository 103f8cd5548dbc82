import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { policyOfAccount } from '../storage/policy-of-account.ts'

/** What is copied into another account: first written on the destination, then with its id on the source. */
export const storageObjectReplicationPolicy: ArmType = policyOfAccount(
  'objectReplicationPolicies',
  /^(?:default|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i,
  ['sourceAccount', 'destinationAccount'],
  ({ id, body, existing, world }) => ({
    policyId: id.name,
    enabledTime: read.text(existing?.body, 'properties', 'enabledTime') ?? new Date(world.now()).toISOString(),
    rules: read.list(body, 'properties', 'rules').map((rule) => ({
      ...(read.isObject(rule) ? rule : {}),
      ruleId: read.text(rule, 'ruleId') ?? world.newGuid(),
    })),
  }),
)
