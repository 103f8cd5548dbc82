import { type Built, type Guarantee, ofKind } from './built.ts'
import { at, keyAt, listAt } from './json.ts'

export const reached: readonly Guarantee[] = [
  {
    name: 'no resource has a service endpoint and a private endpoint',
    violations: (built) => {
      const targets = privateTargets(built)
      return built.resources
        .filter(({ body }) => listAt(body, 'properties', 'networkAcls', 'virtualNetworkRules').length > 0)
        .filter(({ id }) => targets.has(id))
        .map(({ key }) => key)
    },
  },
  {
    name: 'a resource that admits a subnet is made when the subnet has the service endpoint',
    violations: (built) =>
      built.resources.flatMap(({ key, kind, body }) =>
        listAt(body, 'properties', 'networkAcls', 'virtualNetworkRules').flatMap((rule) => {
          const subnet = built.byKey.get(keyAt(rule, 'id') ?? '')
          const service = kind.split('/')[0] ?? ''
          const has = JSON.stringify(
            subnet?.action === 'read' ? subnet.body : at(subnet?.body, 'properties', 'serviceEndpoints'),
          )
          return has?.includes(`"${service}"`) ? [] : [`${key}: ${subnet?.key} has no service endpoint`]
        }),
      ),
  },
  {
    name: 'what is closed and in no managed network is reached in some way',
    violations: (built) => {
      const { scenario = 'private', network } = built.request
      if (scenario === 'open' || scenario === 'managed' || network === undefined) return []
      const targets = privateTargets(built)
      return ['resources/storage', 'resources/key-vault', 'resources/container-registry'].filter((key) => {
        const resource = built.byKey.get(key)
        const admits = listAt(resource?.body, 'properties', 'networkAcls', 'virtualNetworkRules')
        return admits.length === 0 && !targets.has(resource?.id ?? '')
      })
    },
  },
  {
    name: 'the records of every private endpoint are kept, unless the request leaves them to others',
    violations: (built) => {
      const { mode = 'privateZones' } = built.request.dns ?? {}
      if (mode === 'customServer') return []
      return ofKind(built, 'Microsoft.Network/privateEndpoints')
        .map(({ key }) => `${key}-records`)
        .filter((key) => built.byKey.get(key)?.action !== (mode === 'policy' ? 'await' : 'make'))
    },
  },
]

/** The ids of what private endpoints lead to. */
function privateTargets(built: Built): ReadonlySet<string> {
  return new Set(
    ofKind(built, 'Microsoft.Network/privateEndpoints').flatMap(({ body }) =>
      listAt(body, 'properties', 'privateLinkServiceConnections').map(
        (one) => built.byKey.get(keyAt(one, 'properties', 'privateLinkServiceId') ?? '')?.id ?? '',
      ),
    ),
  )
}
