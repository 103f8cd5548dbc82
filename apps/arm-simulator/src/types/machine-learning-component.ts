import type { ArmType } from '../arm/arm-type.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'

const types = assetTypes({
  plural: 'components',
  style: machineLearningAnswers.asset,
  versionDefaults: { componentSpec: {} },
  canPublish: true,
})

/** A name for steps of pipelines. Its versions lie in it. */
export const machineLearningComponent: ArmType = types.container

export const machineLearningComponentVersion: ArmType = types.version
