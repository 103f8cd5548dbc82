import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** Makes a Log Analytics workspace one of Microsoft Sentinel, and goes with it. */
export const sentinelOnboardingState: ArmType = {
  type: 'Microsoft.SecurityInsights/onboardingStates',
  extension: true,
  name: {
    accepts: /^default$/,
    refuse: (name) =>
      new ArmError(400, 'BadRequest', `The onboarding state name '${name}' is invalid. Only 'default' is supported.`),
  },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: { ...plainAnswers('Microsoft.SecurityInsights'), hasEtag: true, hasSystemData: true },
  seconds: { create: 15, update: 5, delete: 5 },
  validate({ id, body, world }) {
    const workspace = world.get(id.parent)
    if (workspace?.type !== 'Microsoft.OperationalInsights/workspaces')
      throw new ArmError(400, 'BadRequest', `The resource '${id.parent}' is no Log Analytics workspace.`)
    if (workspace.state !== 'Succeeded')
      throw new ArmError(
        409,
        'Conflict',
        `The workspace '${workspace.name}' is in ${workspace.state} state. Please retry after it is done.`,
      )
    const key = read.at(body, 'properties', 'customerManagedKey')
    if (key !== undefined && typeof key !== 'boolean')
      throw new ArmError(400, 'InvalidRequestContent', 'The property customerManagedKey is true or false.', {
        target: 'properties.customerManagedKey',
      })
  },
  complete: ({ body }) => ({
    body: { properties: { customerManagedKey: read.at(body, 'properties', 'customerManagedKey') === true } },
  }),
}
