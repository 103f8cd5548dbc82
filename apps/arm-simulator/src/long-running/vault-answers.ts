import type { AnswerStyle } from './answer-style.ts'
import { plainAnswers } from './plain-answers.ts'

/** Microsoft.KeyVault: no headers; the client reads the vault until its DNS name is registered. */
export const vaultAnswers: AnswerStyle = {
  ...plainAnswers('Microsoft.KeyVault'),
  create: { status: 201, headers: [], body: true },
  states: { creating: 'RegisteringDns', updating: 'Succeeded', deleting: 'Succeeded' },
  hasSystemData: true,
}
