import type { TokenCredential } from '@azure/core-auth'
import type { Cloud } from '@palisade/facts'
import { cloudEndpoints } from './cloud-endpoints.ts'
import { SimulatorCredential } from './simulator-credential.ts'

/**
 * The credential to open a gateway with. `default`: what the environment offers (workload identity, managed
 * identity, ...), from the authority of the cloud; `simulator`: for the ARM simulator, which takes any token.
 * @param options `endpoint`: one that is not a cloud's own may take its tokens from anywhere, so there the
 * environment says from where (AZURE_AUTHORITY_HOST).
 */
export async function credentialFor({
  mode,
  cloud = 'AzurePublic',
  endpoint,
}: {
  readonly mode: 'default' | 'simulator'
  readonly cloud?: Cloud
  readonly endpoint?: string
}): Promise<TokenCredential> {
  if (mode === 'simulator') return new SimulatorCredential()
  // Loaded only here: it costs about 12 MB that a process beside the simulator need not have.
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new DefaultAzureCredential(
    endpoint === undefined ? { authorityHost: cloudEndpoints[cloud].authorityHost } : {},
  )
}
