import { privateLinkScope, type resourceGroup, scopedResource } from '@palisade/facts'
import type { Add } from '../collect.ts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'

/**
 * Lets telemetry in and out through a private endpoint. The scope is open towards other monitoring resources: its names
 * hold for the whole network, and a scope that is closed would cut everything else in it off from its own.
 * Source: "Secure an Azure Machine Learning workspace with virtual networks" asks for the open mode.
 */
export function monitorScope(
  site: Site,
  add: Add,
  group: Declaration<typeof resourceGroup>,
  { logs, insights }: Foundations,
) {
  const scope = add(
    declare(privateLinkScope, {
      key: 'monitor/scope',
      phase: 'monitor',
      parent: group,
      name: site.names.monitorScope,
      body: {
        location: 'global',
        tags: site.tags,
        properties: { accessModeSettings: { ingestionAccessMode: 'Open', queryAccessMode: 'Open' } },
      },
    }),
  )
  // The endpoint gets its addresses for what the scope holds when it is made, so the two go in before.
  const links = (
    [
      ['logs', logs],
      ['insights', insights],
    ] as const
  ).map(([name, resource]) =>
    add(
      declare(scopedResource, {
        key: `monitor/scoped-${name}`,
        phase: 'monitor',
        parent: scope,
        name: `scoped-${name}`,
        exclusive: [scope.id],
        body: { properties: { linkedResourceId: resource.ref } },
      }),
    ),
  )
  return { scope, links }
}
