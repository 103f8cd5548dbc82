import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

const sinks = ['workspaceId', 'storageAccountId', 'eventHubAuthorizationRuleId', 'marketplacePartnerId'] as const

/** Lies at any resource, and goes with it. Which categories a resource has is not known here. */
export const diagnosticSetting: ArmType = {
  type: 'Microsoft.Insights/diagnosticSettings',
  extension: true,
  name: { accepts: /^[^*#&+:<>?]{1,260}$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: { ...plainAnswers('Microsoft.Insights'), createdStatus: 200 },
  seconds: { create: 3, update: 3, delete: 3 },
  refers: (body) =>
    sinks.slice(0, 2).flatMap((field) => {
      const id = read.text(body, 'properties', field) ?? ''
      return id === '' ? [] : [{ id, field: `properties.${field}` }]
    }),
  validate({ id, body, existing, world }) {
    const properties = read.object(body, 'properties')
    if (sinks.every((field) => (read.text(properties, field) ?? '') === ''))
      throw new ArmError(400, 'BadRequest', 'At least one data sink needs to be specified.')
    const others = world.children(id.parent, diagnosticSetting.type).filter((other) => other.key !== id.key)
    // Source: the limits of Azure Monitor's diagnostic settings.
    if (existing === undefined && others.length >= 5)
      throw new ArmError(409, 'Conflict', 'A resource has at most five diagnostic settings.')
    for (const item of [...read.list(properties, 'logs'), ...read.list(properties, 'metrics')]) {
      if (read.text(item, 'category') === undefined && read.text(item, 'categoryGroup') === undefined)
        throw new ArmError(400, 'BadRequest', 'A log or metric setting needs a category or a categoryGroup.')
      if (typeof read.at(item, 'enabled') !== 'boolean')
        throw new ArmError(400, 'InvalidRequestContent', 'A log or metric setting needs enabled: true or false.')
    }
    for (const field of sinks) {
      const sink = read.text(properties, field) ?? ''
      for (const other of others) {
        const taken = read.object(other.body, 'properties')
        if (sink === '' || keyOf(read.text(taken, field) ?? '') !== keyOf(sink)) continue
        const category = categoriesOf(properties).find((name) => categoriesOf(taken).includes(name))
        if (category !== undefined)
          throw new ArmError(
            409,
            'Conflict',
            `Data sink '${sink}' is already used in diagnostic setting '${other.name}' for category '${category}'. Data sinks can't be reused in different settings on the same category for the same resource.`,
          )
      }
    }
  },
  complete({ body }) {
    const properties = read.object(body, 'properties')
    const kept = (list: 'logs' | 'metrics', nothing: JsonObject): JsonObject[] =>
      read
        .list(properties, list)
        .filter((item): item is JsonObject => read.isObject(item))
        .map((item) => withDefaults(item, { ...nothing, retentionPolicy: { enabled: false, days: 0 } }))
    return {
      body: {
        properties: {
          ...properties,
          logs: kept('logs', { category: null, categoryGroup: null }),
          metrics: kept('metrics', {}),
        },
      },
    }
  },
}

function categoriesOf(properties: JsonObject): string[] {
  return [...read.list(properties, 'logs'), ...read.list(properties, 'metrics')]
    .filter((item) => read.at(item, 'enabled') === true)
    .flatMap((item) => read.text(item, 'category') ?? read.text(item, 'categoryGroup') ?? [])
}
