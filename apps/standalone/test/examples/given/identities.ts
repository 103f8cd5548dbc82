import type { WorkspaceRequest } from '@palisade/contract'
import { type Given, withoutUndefined } from './given.ts'

/** The identities that workspace, clusters and instances are given. */
export function identities({ identity, compute, region }: WorkspaceRequest): Given[] {
  const computes = [...(compute?.clusters ?? []), ...(compute?.instances ?? [])]
  const ids = withoutUndefined([identity?.id, ...computes.flatMap(({ identityIds = [] }) => identityIds)])
  return ids.map((id) => ({ id, body: { location: region } }))
}
