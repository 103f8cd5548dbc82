import { createRequire } from 'node:module'
import { AuthorizationManagementClient } from '@azure/arm-authorization'
import { ContainerRegistryManagementClient } from '@azure/arm-containerregistry'
import { KeyVaultManagementClient } from '@azure/arm-keyvault'
import type { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning'
import { NetworkManagementClient } from '@azure/arm-network'
import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights'
import { PrivateDnsManagementClient } from '@azure/arm-privatedns'
import { ResourceManagementClient } from '@azure/arm-resources'
import { StorageManagementClient } from '@azure/arm-storage'
import type { Simulator } from '../src/index.ts'
import type { Clock } from './clock.ts'

export const subscription = '00000000-1111-2222-3333-444444444444'
export const credential = {
  getToken: () => Promise.resolve({ token: 'any', expiresOnTimestamp: Date.now() + 3_600_000 }),
}

interface Response {
  headers: { get(name: string): string | undefined; delete(name: string): void }
}

/**
 * The pollers of the SDKs know only whole seconds, which are too coarse for a scaled clock. Without the
 * header they wait for their `updateIntervalInMs`, so this takes it away.
 */
const exactPolls = {
  name: 'exactPolls',
  async sendRequest<Request, Answer extends Response>(
    request: Request,
    next: (request: Request) => Promise<Answer>,
  ): Promise<Answer> {
    const response = await next(request)
    if (response.headers.get('retry-after-ms') !== undefined) response.headers.delete('retry-after')
    return response
  },
}

/** Lets time pass with each request, for a simulator whose clock stands still otherwise. */
function passing(clock: Clock): typeof exactPolls {
  return {
    name: 'passing',
    sendRequest(request, next) {
      clock.pass(20)
      return next(request)
    },
  }
}

export const fast = { updateIntervalInMs: 5 }

/** What points an official client at a simulator. */
export function optionsFor(simulator: Simulator, clock?: Clock) {
  return {
    endpoint: simulator.url,
    tlsOptions: { ca: simulator.ca },
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [exactPolls, ...(clock === undefined ? [] : [passing(clock)])].map((policy) => ({
      policy,
      position: 'perRetry' as const,
    })),
  }
}

/** The official clients, pointed at a simulator. */
export function clientsOf(simulator: Simulator, subscriptionId = subscription, clock?: Clock) {
  const options = optionsFor(simulator, clock)
  const { AzureMachineLearningWorkspaces: MachineLearning } = createRequire(import.meta.url)(
    '@azure/arm-machinelearning',
  ) as {
    AzureMachineLearningWorkspaces: new (...args: unknown[]) => AzureMachineLearningWorkspaces
  }
  return {
    network: new NetworkManagementClient(credential, subscriptionId, options),
    dns: new PrivateDnsManagementClient(credential, subscriptionId, options),
    storage: new StorageManagementClient(credential, subscriptionId, options),
    vaults: new KeyVaultManagementClient(credential, subscriptionId, options),
    registries: new ContainerRegistryManagementClient(credential, subscriptionId, options),
    logs: new OperationalInsightsManagementClient(credential, subscriptionId, options),
    roles: new AuthorizationManagementClient(credential, subscriptionId, options),
    resources: new ResourceManagementClient(credential, subscriptionId, options),
    ml: new MachineLearning(credential, subscriptionId, options),
  }
}
