import type { TokenCredential } from '@azure/core-auth'
import { SimulatorCredential } from './simulator-credential.ts'

/**
 * The credential to open a gateway with. `default`: what the environment offers (workload identity, managed
 * identity, ...); `simulator`: for the ARM simulator, which
 * takes any token.
 */
export async function credentialFor({ mode }: { readonly mode: 'default' | 'simulator' }): Promise<TokenCredential> {
  if (mode === 'simulator') return new SimulatorCredential()
  // Loaded only here: it costs about 12 MB that a process beside the simulator need not have.
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new DefaultAzureCredential()
}
