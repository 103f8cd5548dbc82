import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'

/** The right to use somebody's model; its plan follows from the model's name. */
export const machineLearningMarketplaceSubscription: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/marketplaceSubscriptions',
  name: {
    accepts: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/,
    refuse: (name) => badRequest(`The name '${name}' is invalid.`),
  },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: machineLearningAnswers.inference,
  seconds: { create: 30, update: 30, delete: 30 },
  requires: ['properties.modelId'],
  validate({ id, world }) {
    const workspace = world.get(id.parent)
    if (workspace !== undefined) requireReadyWorkspace(workspace)
  },
  complete({ body }) {
    const model = read.text(body, 'properties', 'modelId') ?? ''
    const offer = model.split('/').at(-1)?.toLowerCase() ?? ''
    return {
      body: {
        properties: {
          modelId: model,
          marketplacePlan: { publisherId: 'simulated', offerId: offer, planId: `${offer}-offer` },
          marketplaceSubscriptionStatus: 'Subscribed',
        },
      },
    }
  },
}
