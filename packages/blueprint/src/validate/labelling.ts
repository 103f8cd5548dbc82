import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { choicesOf, labellingOf } from '../choices.ts'
import { isNetworkMissing } from './is-network-missing.ts'
import { problem } from './problem.ts'

/** Source: "Network isolation overview": ML-assisted labelling cannot use a default account behind a network. */
export function labellingProblems(request: WorkspaceRequest): ProblemItem[] {
  const isOpen = choicesOf(request).storage === 'open'
  if (isOpen || labellingOf(request) !== 'defaultAccount' || isNetworkMissing(request)) return []
  return [
    problem(
      'labelling-default-account',
      '/studio/labelling',
      'The default account is behind a network, where labelling cannot use it: choose separateAccount.',
    ),
  ]
}
