import { type Declared, dependenciesOf, type PreviewView, phases, type WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import { blueprintAt } from '../blueprint-of.ts'
import type { Choices } from '../choices.ts'
import { criticalPathSeconds } from '../critical-path.ts'
import { neededSubnets } from '../network/needed-subnets.ts'
import { type Site, siteOf } from '../site.ts'
import { bodyInWords } from './body-in-words.ts'
import { checks } from './checks.ts'
import { unknown } from './unknown.ts'
import { warnings } from './warnings.ts'

/** What a request would make, for people. Only for requests that `validateRequest` accepts. */
export function preview(request: WorkspaceRequest, cloud: Cloud = 'AzurePublic'): PreviewView {
  const site = siteOf(request, unknown, cloud)
  const blueprint = blueprintAt(site)
  const expectedMinutes = Math.ceil(criticalPathSeconds(blueprint) / 60)
  const made = blueprint.resources.filter(({ action }) => action === 'make').length
  const ids = new Map(blueprint.resources.map(({ key, id }) => [key, id]))
  const idOf = (key: string) => ids.get(key) ?? key

  return {
    summary: `${kinds[site.choices.scenario]} "${site.names.mlWorkspace}" in ${site.region} with ${made} resources, in about ${expectedMinutes} minutes.`,
    expectedMinutes,
    subnets: neededSubnets(site).map((use) => subnet(site, use)),
    checks: checks(request, cloud),
    warnings: warnings(request),
    phases: phases
      .map((phase) => ({
        phase,
        resources: blueprint.resources.filter((one) => one.phase === phase).map((one) => shown(one, idOf)),
      }))
      .filter(({ resources }) => resources.length > 0),
    handOff: blueprint.handOff ?? { egressRules: [], routes: [] },
  }
}

const kinds: Readonly<Record<Choices['scenario'], string>> = {
  private: 'A private Azure ML workspace',
  hybrid: 'A public Azure ML workspace whose other resources are in a network,',
  open: 'An Azure ML workspace without a network',
  managed: 'An Azure ML workspace with a managed network',
}

function shown(declared: Declared, idOf: (key: string) => string) {
  const { key, kind, name, action } = declared
  return { key, kind, name, action, waitsFor: dependenciesOf(declared), body: bodyInWords(declared.body, idOf) }
}

const purposes: Readonly<Record<SubnetUse, string>> = {
  firewall: 'The firewall, the only way out.',
  endpoints: 'Private endpoints of the workspace and what it is built on.',
  bastion: 'Bastion, through which people reach the jump box.',
  hosts: 'The jump box.',
  scoring: 'Nodes of the Kubernetes cluster, and its internal load balancer.',
  training: 'Nodes of clusters, and compute instances.',
}

function subnet(site: Site, use: SubnetUse): PreviewView['subnets'][number] {
  const { addressPrefix, usable } = site.range(use)
  return { name: nameOf(site, use), addressPrefix, usable, purpose: purposes[use] }
}

function nameOf({ names, choices, request }: Site, use: SubnetUse): string {
  if (use === 'firewall') return 'AzureFirewallSubnet'
  const existing = request.network?.existing?.subnets?.[use]?.name
  if (existing !== undefined) return existing
  if (use === 'bastion') return 'AzureBastionSubnet'
  return choices.isExistingNetwork ? names.guest(`snet-${use}`) : `snet-${use}`
}
