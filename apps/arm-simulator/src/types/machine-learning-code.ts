import type { ArmType } from '../arm/arm-type.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'

const types = assetTypes({ plural: 'codes', style: machineLearningAnswers.asset, canPublish: true })

/** A name for snapshots of code. Its versions lie in it. */
export const machineLearningCode: ArmType = types.container

export const machineLearningCodeVersion: ArmType = types.version
