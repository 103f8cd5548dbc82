import type { TokenCredential } from '@azure/core-auth'
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline'
import type { Cloud } from '@palisade/facts'
import palisade from '../../package.json' with { type: 'json' }
import { cloudEndpoints } from './cloud-endpoints.ts'
import { lastLookPolicy } from './last-look-policy.ts'
import { type AzureCall, listenPolicy } from './listen-policy.ts'
import { SimulatorCredential } from './simulator-credential.ts'
import { stayPolicy } from './stay-policy.ts'

export interface ConnectionOptions {
  /** The cloud to talk to; absent: public Azure. */
  readonly cloud?: Cloud
  /** Where Azure Resource Manager is, where that is not the cloud's own endpoint. */
  readonly endpoint?: string
  /** The PEM of the authority to trust, for an endpoint with its own certificate. */
  readonly ca?: string
  readonly credential: TokenCredential
  /** Told of each HTTP call, after it. */
  readonly onCall?: (call: AzureCall) => void
  /**
   * Called right before each request is sent. What it throws ends the request unsent, and comes out of the gateway as it
   * is: for callers that may send only while a lease lasts.
   */
  readonly beforeSend?: () => void
}

/** What all SDK clients are opened with: one credential, one pool of connections, one set of policies. */
export type Connection = ReturnType<typeof openConnection>

export function openConnection(
  {
    cloud = 'AzurePublic',
    endpoint = cloudEndpoints[cloud].endpoint,
    ca,
    credential,
    onCall,
    beforeSend,
  }: ConnectionOptions,
  httpClient: HttpClient = createDefaultHttpClient(),
) {
  if (credential instanceof SimulatorCredential && ca === undefined) {
    throw new Error(`The credential of the simulator is for an endpoint with its own certificate, not for ${endpoint}`)
  }
  const scopes = [`${endpoint.replace(/\/+$/, '')}/.default`]
  return {
    credential,
    clientOptions: {
      endpoint,
      // One client for all SDKs: they share its keep-alive connections.
      httpClient,
      // A retry inside of the SDK would sleep in the worker; the engine decides when to try again.
      retryOptions: { maxRetries: 0 },
      additionalPolicies: [
        { policy: listenPolicy(onCall), position: 'perCall' as const },
        { policy: stayPolicy(endpoint), position: 'perRetry' as const },
        // The last of all: between it and the network is nothing that waits.
        ...(beforeSend === undefined
          ? []
          : [{ policy: lastLookPolicy(beforeSend, ca), position: 'perRetry' as const }]),
      ],
      userAgentOptions: { userAgentPrefix: `palisade/${palisade.version}` },
      // One SDK generation reads the first of these two, the other the second.
      credentials: { scopes },
      credentialScopes: scopes,
      // The same object for all: connections are pooled by its identity.
      ...(ca === undefined ? {} : { tlsOptions: { ca } }),
    },
  }
}
