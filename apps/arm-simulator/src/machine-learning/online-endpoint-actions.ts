import { actionOn } from '../arm/action-on.ts'
import { read } from '../json/read.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { secretOf } from '../secrets/secret-of.ts'
import { badRequest } from './bad-request.ts'
import { endpointKeyActions } from './endpoint-keys.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints'

/** How a caller gets in: by a key or by a token, as the endpoint was made. */
export const onlineEndpointActions = [
  ...endpointKeyActions(type, machineLearningAnswers.inference, false),
  actionOn(type, 'POST', 'token', ({ resource, world }) => {
    const mode = read.text(resource.body, 'properties', 'authMode')
    if (mode === 'Key') throw badRequest(`The endpoint '${resource.name}' has no tokens: its authMode is Key.`)
    const now = Math.floor(world.now() / 1000)
    return {
      status: 200,
      effect: 'none',
      body: {
        accessToken: secretOf(resource, 'token'),
        tokenType: 'Bearer',
        expiryTimeUtc: now + 3600,
        refreshAfterTimeUtc: now + 1800,
      },
    }
  }),
]

const deployments = `${type}/deployments`

/** What a deployment tells of itself besides its settings. */
export const onlineDeploymentActions = [
  actionOn(deployments, 'GET', 'skus', () => ({
    status: 200,
    body: {
      value: [
        {
          resourceType: deployments,
          sku: { name: 'Default' },
          capacity: { minimum: 1, maximum: 20, default: 1, scaleType: 'Automatic' },
        },
      ],
    },
  })),
  actionOn(deployments, 'POST', 'getlogs', ({ resource, body }) => {
    const container = read.text(body, 'containerType') ?? 'InferenceServer'
    if (!['StorageInitializer', 'InferenceServer', 'ModelDataCollector'].includes(container))
      throw badRequest(`There is no container '${container}' in deployment '${resource.name}'.`, 'containerType')
    const lines = [`${container}: the deployment ${resource.name} is in state ${resource.state}.`]
    const tail = read.number(body, 'tail')
    return {
      status: 200,
      effect: 'none',
      body: { content: `${(tail === undefined || tail > 0 ? lines : []).join('\n')}\n` },
    }
  }),
]
