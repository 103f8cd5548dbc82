import type { Declared } from '@palisade/contract'
import { afterLooking } from './after-looking.ts'
import { checksOf } from './checks-of.ts'
import type { Composed } from './composed.ts'

/** All that a workspace consists of, behind the checks: nothing is touched before each of them has passed. */
export function withPreflight(composed: Composed): Declared[] {
  const isLook = ({ phase, action }: Declared) => phase === 'preflight' && action === 'read'
  const looks = [...checksOf(composed), ...composed.resources.filter(isLook)]
  const others = composed.resources.filter((one) => !isLook(one))
  return [...looks, ...afterLooking(looks, others)]
}
