import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { problem } from './problem.ts'

/** Azure makes the system's identity, so nobody can name one; and it comes too late to read a customer's key. */
export function identityProblems({ identity, encryption }: WorkspaceRequest): ProblemItem[] {
  if (identity?.type === 'system' && encryption !== undefined) {
    return [
      problem(
        'option-not-used',
        '/identity/type',
        'An encrypted workspace has an identity that was there before it: choose userAssigned, or leave it out.',
      ),
    ]
  }
  if (identity?.type !== 'system' || identity.id === undefined) return []
  return [
    problem('option-not-used', '/identity/id', 'Azure makes this identity: remove the id, or choose userAssigned.'),
  ]
}
