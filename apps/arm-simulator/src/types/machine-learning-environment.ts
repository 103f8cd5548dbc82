import type { ArmType } from '../arm/arm-type.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'

const types = assetTypes({
  plural: 'environments',
  style: machineLearningAnswers.asset,
  versionDefaults: { autoRebuild: 'Disabled', osType: 'Linux' },
  showVersion: () => ({ environmentType: 'UserCreated' }),
  canPublish: true,
})

/** A name for images and how they are built; nothing is built here. Its versions lie in it. */
export const machineLearningEnvironment: ArmType = types.container

export const machineLearningEnvironmentVersion: ArmType = types.version
