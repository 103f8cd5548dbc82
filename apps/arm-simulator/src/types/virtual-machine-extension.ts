import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { computeAnswers } from '../long-running/compute-answers.ts'

/** Lies in a machine, and goes with it. */
export const virtualMachineExtension: ArmType = {
  type: 'Microsoft.Compute/virtualMachines/extensions',
  // No document names a rule (unconfirmed).
  name: { accepts: /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/ },
  style: computeAnswers,
  seconds: { create: 90, update: 60, delete: 60 },
  requires: ['properties.publisher', 'properties.type', 'properties.typeHandlerVersion'],
  // One extension of a machine at a time, and none while the machine itself is written.
  locks: (id) => [id.parent],
  validate({ id, body, world }) {
    const handler = handlerOf(body)
    const twin = world
      .children(id.parent, virtualMachineExtension.type)
      .find((other) => other.key !== id.key && handlerOf(other.body).toLowerCase() === handler.toLowerCase())
    if (twin === undefined) return
    throw new ArmError(
      400,
      'BadRequest',
      `Multiple VMExtensions per handler not supported for OS type '${read.text(world.get(id.parent)?.body, 'properties', 'storageProfile', 'osDisk', 'osType') ?? 'Linux'}'. VMExtension '${id.name}' with handler '${handler}' already added or specified in input.`,
    )
  },
  complete({ body }) {
    const { protectedSettings: _secret, instanceView: _view, ...properties } = read.object(body, 'properties')
    return { body: { ...body, properties: withDefaults(properties, { autoUpgradeMinorVersion: false }) } }
  },
  patchable: {
    properties: [
      'publisher',
      'type',
      'typeHandlerVersion',
      'autoUpgradeMinorVersion',
      'enableAutomaticUpgrade',
      'forceUpdateTag',
      'settings',
      'protectedSettings',
      'suppressFailures',
    ],
  },
}

function handlerOf(body: JsonObject): string {
  return `${read.text(body, 'properties', 'publisher') ?? ''}.${read.text(body, 'properties', 'type') ?? ''}`
}
