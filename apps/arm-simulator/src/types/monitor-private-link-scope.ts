import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import type { Json } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { monitorAnswers } from '../long-running/monitor-answers.ts'
import { monitorMembers } from '../monitor/monitor-members.ts'
import { showConnections } from '../private-link/show-connections.ts'

const modes = ['Open', 'PrivateOnly']

/** Azure Monitor behind a private endpoint: what is linked to it lies below it. */
export const monitorPrivateLinkScope: ArmType = {
  type: 'Microsoft.Insights/privateLinkScopes',
  name: { accepts: /^[A-Za-z0-9_.()-]{1,254}[A-Za-z0-9_()-]$|^[A-Za-z0-9_()-]$/ },
  location: 'global',
  style: monitorAnswers.privateLinkScope,
  seconds: { create: 5, update: 3, delete: 15 },
  requires: ['properties.accessModeSettings.ingestionAccessMode', 'properties.accessModeSettings.queryAccessMode'],
  validate({ body }) {
    const settings = read.object(body, 'properties', 'accessModeSettings')
    for (const item of [settings, ...read.list(settings, 'exclusions')]) {
      for (const field of ['ingestionAccessMode', 'queryAccessMode']) requireMode(item, field)
    }
  },
  complete: ({ body }) => ({
    body: {
      ...body,
      properties: {
        accessModeSettings: withDefaults(read.object(body, 'properties', 'accessModeSettings'), { exclusions: [] }),
      },
    },
  }),
  show: (scope, body, world) => ({
    ...body,
    properties: { ...read.object(body, 'properties'), privateEndpointConnections: showConnections(scope, world) },
  }),
  privateLink: { groups: { azuremonitor: monitorMembers } },
}

function requireMode(item: Json, field: string): void {
  const mode = read.text(item, field) ?? ''
  if (modes.includes(mode)) return
  throw new ArmError(
    400,
    'BadRequest',
    `The value '${mode}' of ${field} is invalid. Allowed values: ${modes.join(', ')}.`,
    { target: `properties.accessModeSettings.${field}` },
  )
}
