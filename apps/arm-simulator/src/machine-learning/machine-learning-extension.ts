import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** What makes a Kubernetes cluster one that Azure ML can use. */
export function machineLearningExtension(clusterKey: string, world: World): Resource | undefined {
  return world
    .children(clusterKey, 'Microsoft.KubernetesConfiguration/extensions')
    .find(
      (extension) =>
        read.text(extension.body, 'properties', 'extensionType')?.toLowerCase() === 'microsoft.azureml.kubernetes',
    )
}
