import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { requireEnum } from '../machine-learning/require-enum.ts'

/** How the jobs of a batch endpoint run. Its compute, model and environment are not looked up. */
export const machineLearningBatchDeployment: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments',
  name: {
    accepts: /^[a-zA-Z](?:[a-zA-Z0-9-]{1,30})[a-zA-Z0-9]$/,
    refuse: (name) => badRequest(`The deployment name '${name}' is invalid.`),
  },
  style: machineLearningAnswers.inference,
  seconds: { create: 15, update: 15, delete: 15 },
  locks: (id) => [id.parent],
  validate({ body }) {
    const properties = read.object(body, 'properties')
    requireEnum(properties.outputAction, 'properties.outputAction', ['SummaryOnly', 'AppendRow'])
    requireEnum(properties.loggingLevel, 'properties.loggingLevel', ['Info', 'Warning', 'Debug'])
  },
  complete: ({ body }) => ({
    body: {
      ...body,
      properties: withDefaults(read.object(body, 'properties'), {
        description: null,
        errorThreshold: -1,
        loggingLevel: 'Info',
        maxConcurrencyPerInstance: 1,
        miniBatchSize: 10,
        outputAction: 'AppendRow',
        outputFileName: 'predictions.csv',
        retrySettings: { maxRetries: 3, timeout: 'PT30S' },
        properties: {},
      }),
    },
  }),
  // Source: PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties in mfe.json.
  patchable: { properties: ['description'] },
}
