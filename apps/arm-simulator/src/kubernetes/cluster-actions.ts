import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { Action } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import { requireResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import { clusterKubeconfig } from './cluster-kubeconfig.ts'
import { meshRevisions } from './mesh-revisions.ts'

const type = 'Microsoft.ContainerService/managedClusters'

/** How somebody gets into a cluster, and what its mesh could become. */
export const clusterActions: readonly Action[] = [
  ...(['Admin', 'User', 'MonitoringUser'] as const).map((role) =>
    actionOn(type, 'POST', `listcluster${role.toLowerCase()}credential`, ({ resource }) => {
      if (role === 'Admin') refuseWithoutLocalAccounts(resource)
      return {
        status: 200,
        effect: 'none',
        body: { kubeconfigs: [{ name: `cluster${role}`, value: configOf(resource, `cluster${role}`) }] },
      }
    }),
  ),
  actionOn(type, 'POST', 'accessprofiles/([^/]+)/listcredential', ({ resource, found: [role = ''] }) => ({
    status: 200,
    effect: 'none',
    body: accessProfile(resource, role),
  })),
  actionOn(type, 'GET', 'accessprofiles/([^/]+)', ({ resource, found: [role = ''] }) => ({
    status: 200,
    body: accessProfile(resource, role),
  })),
  actionOn(type, 'GET', 'meshupgradeprofiles', ({ resource }) => ({
    status: 200,
    body: { value: isMeshed(resource) ? [meshProfile(resource)] : [] },
  })),
  actionOn(type, 'GET', 'meshupgradeprofiles/([^/]+)', ({ resource, found: [mode = ''] }) => {
    // What Azure says of a cluster without a mesh is unconfirmed.
    if (mode !== 'istio' || !isMeshed(resource))
      throw notFound.resource(requireResourceId(`${resource.id}/meshUpgradeProfiles/${mode}`, 'id'))
    return { status: 200, body: meshProfile(resource) }
  }),
  ...(['', '/istio'] as const).map(
    (one): Action => ({
      method: 'GET',
      path: new RegExp(
        `^/subscriptions/([^/]+)/providers/microsoft\\.containerservice/locations/([^/]+)/meshrevisionprofiles${one}$`,
      ),
      run({ match: [, subscription = '', location = ''] }) {
        const profile = {
          id: `/subscriptions/${subscription}/providers/Microsoft.ContainerService/locations/${location}/meshRevisionProfiles/istio`,
          name: 'istio',
          type: 'Microsoft.ContainerService/locations/meshRevisionProfiles',
          properties: { meshRevisions },
        }
        return { status: 200, body: one === '' ? { value: [profile] } : profile }
      },
    }),
  ),
]

function configOf(cluster: Resource, role: string): string {
  return Buffer.from(clusterKubeconfig(cluster, role)).toString('base64')
}

function accessProfile(cluster: Resource, role: string): JsonObject {
  const name = ['clusterAdmin', 'clusterUser'].find((known) => known.toLowerCase() === role)
  if (name === undefined) throw notFound.resource(requireResourceId(`${cluster.id}/accessProfiles/${role}`, 'id'))
  if (name === 'clusterAdmin') refuseWithoutLocalAccounts(cluster)
  return {
    id: `${cluster.id}/accessProfiles/${name}`,
    name,
    type: `${type}/accessProfiles`,
    location: read.text(cluster.body, 'location'),
    properties: { kubeConfig: configOf(cluster, name) },
  }
}

/** As in public reports of the Azure CLI. */
function refuseWithoutLocalAccounts(cluster: Resource): void {
  if (read.at(cluster.body, 'properties', 'disableLocalAccounts') !== true) return
  throw new ArmError(
    400,
    'BadRequest',
    'Getting static credential is not allowed because this cluster is set to disable local accounts.',
  )
}

function isMeshed(cluster: Resource): boolean {
  return read.text(cluster.body, 'properties', 'serviceMeshProfile', 'mode') === 'Istio'
}

function meshProfile(cluster: Resource): JsonObject {
  const has = read.texts(cluster.body, 'properties', 'serviceMeshProfile', 'istio', 'revisions')[0]
  const known = meshRevisions.find(({ revision }) => revision === has) ?? meshRevisions[0]
  return {
    id: `${cluster.id}/meshUpgradeProfiles/istio`,
    name: 'istio',
    type: `${type}/meshUpgradeProfiles`,
    properties: { ...known, ...(has === undefined ? {} : { revision: has }) },
  }
}
