import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Write } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** A policy that lies in an account: kept as it is given, at once and never with a 201. */
export function policyOfAccount(
  plural: string,
  name: RegExp,
  requires: readonly string[],
  told: (write: Write) => JsonObject,
): ArmType {
  return {
    type: `Microsoft.Storage/storageAccounts/${plural}`,
    name: {
      accepts: name,
      refuse: (text) => new ArmError(400, 'InvalidResourceName', `The name '${text}' in ${plural} is invalid.`),
    },
    verbs: ['GET', 'PUT', 'DELETE'],
    location: 'none',
    style: { ...plainAnswers('Microsoft.Storage'), createdStatus: 200 },
    seconds: { create: 1, update: 1, delete: 1 },
    requires: requires.map((field) => `properties.${field}`),
    complete: (write) => ({ body: { properties: { ...read.object(write.body, 'properties'), ...told(write) } } }),
  }
}
