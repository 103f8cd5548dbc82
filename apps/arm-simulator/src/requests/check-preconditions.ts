import { ArmError } from '../arm/arm-error.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { Call } from './call.ts'

/** If-Match and If-None-Match, as far as the type has etags. */
export function checkPreconditions(call: Call, existing: Resource | undefined): void {
  const match = call.headers['if-match']
  const noneMatch = call.headers['if-none-match']
  const etag = existing === undefined ? undefined : read.text(existing.internal, 'etag')
  const fails =
    (match !== undefined &&
      match !== '' &&
      (existing === undefined || (match !== '*' && etag !== undefined && match !== etag))) ||
    (noneMatch === '*' && existing !== undefined)
  if (fails)
    throw new ArmError(
      412,
      'PreconditionFailed',
      'The condition specified using HTTP conditional header(s) is not met.',
    )
}
