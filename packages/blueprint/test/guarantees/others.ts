import type { Declared } from '@palisade/contract'
import { type Built, type Guarantee, typeOf } from './built.ts'

/** What is not ours is only looked at, or set where the request allows it. */
export const others: readonly Guarantee[] = [
  {
    name: 'nothing is made outside of what is ours, but guests that say whose they are',
    violations: (built) =>
      built.resources
        .filter((one) => one.action === 'make' && !isOurs(built, one))
        .filter((one) => !carriesWorkspace(built, one) || !(one.isGuest === true || typeOf(one).hasTags))
        .map(({ key, id }) => `${key}: ${id}`),
  },
  {
    name: 'only what is not inside something of ours is a guest',
    violations: (built) =>
      built.resources.filter((one) => one.isGuest === true && isOurs(built, one)).map(({ key, id }) => `${key}: ${id}`),
  },
  {
    name: "nobody else's resource is amended",
    violations: (built) =>
      built.resources.filter((one) => one.action === 'amend' && !isOurs(built, one)).map(({ key }) => key),
  },
  {
    name: "somebody else's network is adjusted only where the request allows it, and nothing else of others is",
    violations: ({ request, resources }) => {
      const { mayAdjust, virtualNetworkId = '' } = request.network?.existing ?? {}
      return resources
        .filter(({ action }) => action === 'adjust')
        .filter(
          ({ id }) => mayAdjust !== true || !`${id}/`.toLowerCase().startsWith(`${virtualNetworkId}/`.toLowerCase()),
        )
        .map(({ key }) => key)
    },
  },
  {
    name: 'what is adjusted has no rules and no routes of ours put on it',
    violations: ({ resources }) =>
      resources
        .filter(
          ({ action, body }) =>
            action === 'adjust' && /"(networkSecurityGroup|routeTable|natGateway)"/.test(JSON.stringify(body)),
        )
        .map(({ key }) => key),
  },
  {
    name: 'everything that the request names is looked at before anything is made',
    violations: (built) => {
      const group = built.byKey.get('network/resource-group')
      return built.resources
        .filter(({ action, phase, key }) => action === 'read' && phase === 'preflight' && !group?.after.includes(key))
        .map(({ key }) => key)
    },
  },
]

/** Made by us at the top of our group, or inside something that is. */
function isOurs({ request, resources }: Built, { id, kind, action }: Declared): boolean {
  const group = `/subscriptions/${request.subscriptionId}/resourceGroups/${request.resourceGroup}`
  if (id === group) return true
  if (action === 'make' && id.startsWith(`${group}/providers/`) && isTopLevel(kind, id, group)) return true
  return resources
    .filter((one) => one.action === 'make' && one.isGuest !== true && one.kind !== groupKind)
    .some((owner) => id.startsWith(`${owner.id}/`) || (action !== 'make' && id === owner.id))
}

const groupKind = 'Microsoft.Resources/resourceGroups'

/** Not a child, and not something that another resource has below it. */
function isTopLevel(kind: string, id: string, group: string): boolean {
  return id.slice(`${group}/providers/`.length).split('/').length === 3 && kind.split('/').length === 2
}

/** By the suffix that is derived from the workspace's id, or by a GUID that is. */
function carriesWorkspace({ suffix }: Built, { name, kind }: Declared): boolean {
  return kind === 'Microsoft.Authorization/roleAssignments' || name.endsWith(suffix)
}
