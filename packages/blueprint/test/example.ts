import { readFileSync } from 'node:fs'
import type { WorkspaceRequest } from '@palisade/contract'

/** The example of the documentation: `examples/private.json`. */
export const example: WorkspaceRequest = JSON.parse(
  readFileSync(new URL('../../../examples/private.json', import.meta.url), 'utf8'),
)
