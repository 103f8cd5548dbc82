import { type SubResource, subResources } from '@palisade/facts'
import type { Site } from '../site.ts'

export type SubResourceName = keyof typeof subResources

/** What the workspace has private endpoints to, by the names that the facts give them. */
export function neededEndpoints({ choices }: Pick<Site, 'choices'>): SubResourceName[] {
  const data: SubResourceName[] =
    // Queues and tables are for compute in the network; to a managed one, Azure ML makes endpoints of its own.
    choices.isolation === undefined ? ['blob', 'file', 'queue', 'table'] : ['blob', 'file']
  return [
    ...(choices.hasWorkspaceEndpoint ? (['workspace'] as const) : []),
    ...(choices.storage === 'privateEndpoint' ? data : []),
    ...(choices.vault === 'privateEndpoint' ? (['vault'] as const) : []),
    ...(choices.registry === 'privateEndpoint' ? (['registry'] as const) : []),
    ...(choices.hasMonitorScope ? (['monitor'] as const) : []),
  ]
}

/** The private zones in which the names of these endpoints are, each once. */
export function neededZones(site: Pick<Site, 'choices' | 'cloud'>): string[] {
  const names = [...neededEndpoints(site), ...(hasLabellingEndpoint(site) ? (['blob'] as const) : [])]
  return [...new Set(names.flatMap((name) => zonesOf(name, site)))]
}

export function zonesOf(name: SubResourceName, { cloud }: Pick<Site, 'cloud'>): readonly string[] {
  const part: SubResource = subResources[name]
  return part.zones[cloud]
}

/** Whether the separate account for labelling is behind an endpoint: wherever there is a network. */
export function hasLabellingEndpoint({ choices }: Pick<Site, 'choices'>): boolean {
  return choices.hasLabellingAccount && choices.hasNetwork
}
