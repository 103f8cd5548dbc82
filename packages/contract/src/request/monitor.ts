import { Type } from 'typebox'
import { closed, Flag } from './parts.ts'

export const Monitor = Type.Object(
  {
    privateLinkScope: Flag(
      'A private link scope of Azure Monitor, through which telemetry is written and read inside the network.',
    ),
    diagnosticSettings: Flag('Logs and metrics of the workspace and what it is built on go to its Log Analytics.'),
  },
  closed,
)
