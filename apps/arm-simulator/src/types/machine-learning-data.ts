import type { ArmType } from '../arm/arm-type.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { assetTypes } from '../machine-learning/asset-types.ts'

const types = assetTypes({
  plural: 'data',
  style: machineLearningAnswers.datastore,
  containerRequires: ['dataType'],
  versionRequires: ['dataType', 'dataUri'],
  containerOf: (version) => ({ dataType: version.dataType }),
  canPublish: true,
})

/** A name for data that jobs name. Its versions lie in it. */
export const machineLearningData: ArmType = types.container

export const machineLearningDataVersion: ArmType = types.version
