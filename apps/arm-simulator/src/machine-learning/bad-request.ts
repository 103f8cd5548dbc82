import { ArmError } from '../arm/arm-error.ts'

/** How Azure ML refuses most of what it does not like. */
export function badRequest(message: string, target?: string): ArmError {
  return new ArmError(400, 'BadRequest', message, target === undefined ? {} : { target })
}
