import type { WorkspaceRequest } from '@palisade/contract'
import type { SubnetUse } from '../address-plan/address-plan.ts'

/** Whether the request names a subnet that exists for this use, so that none is made. */
export function isNamed({ network }: WorkspaceRequest, use: SubnetUse): boolean {
  return use !== 'firewall' && network?.existing?.subnets?.[use] !== undefined
}
