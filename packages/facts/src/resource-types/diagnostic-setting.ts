import { Type } from 'typebox'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/**
 * Sends what a resource logs and measures to a Log Analytics workspace. Its id is that of the resource, then
 * `/providers/Microsoft.Insights/diagnosticSettings/<name>`.
 */
export const diagnosticSetting = resourceType({
  type: 'Microsoft.Insights/diagnosticSettings',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          workspaceId: Type.String(),
          /** Absent for those that log nothing. */
          logs: Type.Optional(
            Type.Array(Type.Object({ categoryGroup: Type.Literal('allLogs'), enabled: Type.Literal(true) }, closed)),
          ),
          metrics: Type.Optional(
            Type.Array(Type.Object({ category: Type.Literal('AllMetrics'), enabled: Type.Literal(true) }, closed)),
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: false,
  // Source: resource-name-rules.md of the Azure documentation, narrowed to what needs no escape in a URL.
  name: {
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,258}[A-Za-z0-9_])?$/,
    words: '1 to 260 letters, digits, ".", "_" and "-"; begins with a letter or digit, ends with one or "_"',
  },
  // Synchronous calls without a listed duration: an estimate (unconfirmed).
  seconds: { create: 3, remove: 3 },
})
