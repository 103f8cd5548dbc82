import type { AccessToken, TokenCredential } from '@azure/core-auth'

/**
 * A token that means nothing. The gateway takes it only for an endpoint whose certificate authority is given, as the
 * simulator's is: Azure's own endpoints would not pass that check, so it never leaves for them.
 */
export class SimulatorCredential implements TokenCredential {
  async getToken(): Promise<AccessToken> {
    return { token: 'simulator', expiresOnTimestamp: Date.now() + 24 * 60 * 60 * 1000 }
  }
}
