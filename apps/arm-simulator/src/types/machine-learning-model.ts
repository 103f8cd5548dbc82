import { randomUUID } from 'node:crypto'
import { actionOn } from '../arm/action-on.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'
import { workspaceAbove } from '../machine-learning/workspace-above.ts'

const types = assetTypes({
  plural: 'models',
  style: machineLearningAnswers.asset,
  versionDefaults: { flavors: {}, modelType: 'custom_model' },
  canPublish: true,
})

/** A name for registered models. Its versions lie in it. */
export const machineLearningModel: ArmType = types.container

export const machineLearningModelVersion: ArmType = {
  ...types.version,
  actions: [
    ...(types.version.actions ?? []),
    // Of the previews: builds an image around a model. Nothing is built, so it stays where every build begins.
    actionOn(types.version.type, 'POST', 'package', ({ resource, world, body }) => ({
      status: 202,
      effect: 'none',
      long: {
        seconds: 300,
        location: read.text(workspaceAbove(resource.id, world)?.body, 'location') ?? 'global',
        style: machineLearningAnswers.workspace,
        result: { ...body, buildId: randomUUID(), buildState: 'NotStarted', logUrl: null, targetEnvironmentId: null },
      },
    })),
  ],
}
