import type { ArmType } from '../arm/arm-type.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'

const types = assetTypes({ plural: 'featurestoreEntities', style: machineLearningAnswers.inference })

/** A name for what the features of a feature store are about. Its versions lie in it. */
export const machineLearningFeaturestoreEntity: ArmType = types.container

export const machineLearningFeaturestoreEntityVersion: ArmType = types.version
