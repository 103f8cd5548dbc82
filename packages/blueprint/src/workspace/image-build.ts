import { type mlCompute, mlWorkspace } from '@palisade/facts'
import { amend, type Declaration, type Earlier } from '../declare.ts'

/**
 * Names the cluster that builds images. Azure's own image builder cannot reach a private registry, so without this no
 * environment could ever be built.
 */
export function imageBuild(
  workspace: Declaration<typeof mlWorkspace>,
  cluster: Declaration<typeof mlCompute>,
  after: readonly Earlier[],
) {
  return amend(mlWorkspace, {
    key: 'workspace/image-build',
    phase: 'workspace',
    target: workspace,
    after: [cluster, ...after],
    exclusive: [workspace.id],
    body: { properties: { imageBuildCompute: cluster.declared.name } },
  })
}
