import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { badRequest } from './bad-request.ts'
import { hasPrivateEndpoint } from './has-private-endpoint.ts'
import { hasManagedNetwork } from './isolation-mode.ts'
import { machineLearningExtension } from './machine-learning-extension.ts'

/**
 * Which cluster a workspace may attach. Source: how-to-attach-kubernetes-to-workspace.md,
 * how-to-secure-kubernetes-inferencing-environment.md, how-to-managed-network.md.
 */
export function checkKubernetesAttach(name: string, body: JsonObject, workspace: Resource, world: World): void {
  const id = read.text(body, 'properties', 'resourceId') ?? ''
  if (id === '') throw badRequest(`The Kubernetes compute '${name}' needs a resourceId.`, 'properties.resourceId')
  if (hasManagedNetwork(workspace))
    throw badRequest(
      `The Kubernetes compute '${name}' cannot be attached: the workspace '${workspace.name}' has a managed network.`,
    )
  if (!/systemassigned/i.test(read.text(workspace.body, 'identity', 'type') ?? ''))
    throw badRequest(
      `The Kubernetes compute '${name}' cannot be attached: the workspace '${workspace.name}' has no system-assigned identity.`,
    )
  const cluster = world.get(keyOf(id))
  if (cluster?.type !== 'Microsoft.ContainerService/managedClusters')
    throw badRequest(`The resource '${id}' of compute '${name}' is no Kubernetes cluster.`, 'properties.resourceId')
  const [here, there] = [workspace, cluster].map((resource) => read.text(resource.body, 'location'))
  if (here !== there && hasPrivateEndpoint(workspace, world))
    throw badRequest(
      `The cluster '${cluster.name}' is in ${there ?? ''}. A workspace with a private endpoint attaches only clusters of its own region, ${here ?? ''}.`,
      'properties.resourceId',
    )
  const extension = machineLearningExtension(cluster.key, world)
  if (extension?.state !== 'Succeeded')
    throw badRequest(
      `The Azure Machine Learning extension is not installed in the cluster '${cluster.name}', or not ready.`,
      'properties.resourceId',
    )
}
