import type { WorkspaceRequest } from '@palisade/contract'
import type { Given } from './given.ts'

/** A key whose private half somebody has. */
export function sshPublicKey({ jumpBox, region }: WorkspaceRequest): Given[] {
  const id = typeof jumpBox === 'object' ? jumpBox.sshPublicKeyId : undefined
  if (id === undefined) return []
  const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1aWx0LWZvci10ZXN0cy1vbmx5LW5vYm9keS1oYXM= desk'
  return [{ id, body: { location: region, properties: { publicKey } } }]
}
