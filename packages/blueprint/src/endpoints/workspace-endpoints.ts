import {
  type mlWorkspace,
  type privateEndpoint as privateEndpointType,
  type privateLinkScope,
  type resourceGroup,
  type storageAccount,
  type subnet,
  subResources,
} from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import type { Add } from '../collect.ts'
import type { Declaration, Earlier } from '../declare.ts'
import type { NameBook } from '../dns/name-book.ts'
import { neededEndpoints, type SubResourceName } from '../dns/needed-zones.ts'
import type { Site } from '../site.ts'
import type { Foundations } from '../workspace/ml-workspace.ts'
import { privateEndpoint } from './private-endpoint.ts'

/** A private endpoint and what it is called: the part that it leads to, or `labelling`. */
export interface NamedEndpoint {
  readonly of: SubResourceName | 'labelling'
  readonly endpoint: Declaration<typeof privateEndpointType>
}

interface Targets {
  readonly workspace: Declaration<typeof mlWorkspace>
  readonly foundations: Foundations
  readonly scope:
    | { readonly scope: Declaration<typeof privateLinkScope>; readonly links: readonly Earlier[] }
    | undefined
  readonly labels: Declaration<typeof storageAccount> | undefined
}

/** The private endpoints of the workspace and what it is built on, with their names. */
export function workspaceEndpoints(
  site: Site,
  add: Add,
  on: Targets & {
    readonly group: Declaration<typeof resourceGroup>
    readonly subnets: ReadonlyMap<SubnetUse, Declaration<typeof subnet>>
    readonly names: NameBook
  },
): NamedEndpoint[] {
  const make = (
    of: NamedEndpoint['of'],
    part: SubResourceName,
    target: Declaration,
    after: readonly Earlier[] = [],
  ) => {
    const place = placeOf(site, of, on.subnets)
    const endpoint = add(privateEndpoint(site, on.group, place, of, subResources[part], target, after))
    on.names.enter(endpoint, part)
    return { of, endpoint }
  }
  const endpoints = neededEndpoints(site).map((part) =>
    make(part, part, targetOf(part, on), part === 'monitor' ? on.scope?.links : undefined),
  )
  return on.labels === undefined ? endpoints : [...endpoints, make('labelling', 'blob', on.labels)]
}

/**
 * Where an endpoint gets its addresses. With a service endpoint for storage, Azure ML wants the workspace's own endpoint
 * in the same subnet, which is that of the compute.
 */
function placeOf(
  { choices }: Site,
  of: NamedEndpoint['of'],
  subnets: ReadonlyMap<SubnetUse, Declaration<typeof subnet>>,
): Declaration<typeof subnet> {
  const isWithStorage = of === 'workspace' && choices.storage === 'serviceEndpoint'
  const place = subnets.get(isWithStorage ? 'training' : 'endpoints')
  if (place === undefined) throw new RangeError(`There is no subnet for the ${of} endpoint`)
  return place
}

function targetOf(part: SubResourceName, { workspace, foundations, scope }: Targets): Declaration {
  switch (part) {
    case 'workspace':
      return workspace
    case 'vault':
      return foundations.vault
    case 'registry':
      return foundations.registry
    case 'monitor':
      if (scope === undefined) throw new RangeError('There is no private link scope')
      return scope.scope
    case 'blob':
    case 'file':
    case 'queue':
    case 'table':
    case 'dfs':
      return foundations.storage
  }
}
