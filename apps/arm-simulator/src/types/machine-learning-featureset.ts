import { randomUUID } from 'node:crypto'
import { actionOn } from '../arm/action-on.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'
import { workspaceAbove } from '../machine-learning/workspace-above.ts'

const types = assetTypes({ plural: 'featuresets', style: machineLearningAnswers.inference })

/** A name for feature sets of a feature store. Its versions lie in it. */
export const machineLearningFeatureset: ArmType = types.container

export const machineLearningFeaturesetVersion: ArmType = {
  ...types.version,
  actions: [
    // The job that fills a time window; only its id is told.
    actionOn(types.version.type, 'POST', 'backfill', ({ resource, world }) => ({
      status: 202,
      effect: 'none',
      long: {
        seconds: 120,
        location: read.text(workspaceAbove(resource.id, world)?.body, 'location') ?? 'global',
        style: machineLearningAnswers.workspace,
        result: { jobIds: [randomUUID()] },
      },
    })),
  ],
}
