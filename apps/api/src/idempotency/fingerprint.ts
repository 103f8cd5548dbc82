import { createHash } from 'node:crypto'
import type { WorkspaceRequest } from '@palisade/contract'
import { canonicalJson } from '../json/canonical-json.ts'

/** The same for requests that ask for the same, however they are written down: SHA-256 in hexadecimal. */
export function fingerprint(request: WorkspaceRequest): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex')
}
