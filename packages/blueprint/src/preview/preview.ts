import { type Declared, dependenciesOf, type PreviewView, phases, type WorkspaceRequest } from '@palisade/contract'
import type { PlannedSubnet } from '../address-plan/address-plan.ts'
import { criticalPathSeconds } from '../critical-path.ts'
import { privateWorkspace } from '../private-workspace.ts'
import { type Site, siteOf } from '../site.ts'
import { bodyInWords } from './body-in-words.ts'
import { checks } from './checks.ts'
import { unknown } from './unknown.ts'
import { warnings } from './warnings.ts'

/** What a request would make, for people. Only for requests that `validateRequest` accepts. */
export function preview(request: WorkspaceRequest): PreviewView {
  const site = siteOf(request, unknown)
  const blueprint = privateWorkspace(site)
  const expectedMinutes = Math.ceil(criticalPathSeconds(blueprint) / 60)
  const made = blueprint.resources.filter(({ how }) => how === 'make').length
  const ids = new Map(blueprint.resources.map(({ key, id }) => [key, id]))
  const idOf = (key: string) => ids.get(key) ?? key

  return {
    summary: `A private Azure ML workspace "${site.names.mlWorkspace}" in ${site.region} with ${made} resources, in about ${expectedMinutes} minutes.`,
    expectedMinutes,
    subnets: subnets(site),
    checks: checks(request, site.addresses),
    warnings: warnings(request),
    phases: phases
      .map((phase) => ({
        phase,
        resources: blueprint.resources.filter((one) => one.phase === phase).map((one) => shown(one, idOf)),
      }))
      .filter(({ resources }) => resources.length > 0),
  }
}

function shown(declared: Declared, idOf: (key: string) => string) {
  const { key, kind, name, how } = declared
  return { key, kind, name, how, waitsFor: dependenciesOf(declared), body: bodyInWords(declared.body, idOf) }
}

function subnets({ addresses, names }: Site): PreviewView['subnets'] {
  const line = (name: string, { addressPrefix, usable }: PlannedSubnet, purpose: string) => ({
    name,
    addressPrefix,
    usable,
    purpose,
  })
  return [
    line('AzureFirewallSubnet', addresses.firewall, 'The firewall, the only way out.'),
    line(
      names.endpointsSubnet,
      addresses.endpoints,
      'Private endpoints of the workspace, storage, vault and registry.',
    ),
    line(names.trainingSubnet, addresses.training, 'Nodes of clusters, and compute instances.'),
  ]
}
