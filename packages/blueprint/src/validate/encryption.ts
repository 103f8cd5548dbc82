import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { type Cloud, cloudHosts } from '@palisade/facts'
import { isSameId, nameIn } from './arm-id.ts'
import { problem } from './problem.ts'

/** The key's address begins with the name of its vault, in the cloud that the workspace is in. */
export function encryptionProblems({ encryption }: WorkspaceRequest, cloud: Cloud): ProblemItem[] {
  if (encryption === undefined) return []
  const expected = `${nameIn(encryption.keyVaultId)}.${cloudHosts[cloud].vaultSuffix}`
  const [, host = ''] = /^https:\/\/([^/]+)/.exec(encryption.keyIdentifier) ?? []
  if (isSameId(host, expected)) return []
  return [
    problem(
      'key-of-other-vault',
      '/encryption/keyIdentifier',
      `The key is at ${host}, and keyVaultId names ${expected}: name the vault that holds the key.`,
    ),
  ]
}
