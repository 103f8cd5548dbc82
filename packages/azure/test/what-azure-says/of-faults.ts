import type { Json } from '@palisade/contract'
import { example, ids } from '../support/examples.ts'
import { network, type Situation } from './situation.ts'

const onNetwork = { method: 'PUT', type: 'Microsoft.Network/virtualNetworks' }

function fault(
  azure: string,
  when: string,
  effect: Readonly<Record<string, Json>>,
  rest: Pick<Situation, 'next' | 'code'>,
): Situation {
  return {
    azure,
    provider: network,
    when,
    set: async (stage) => {
      await stage.make(ids.group)
      await stage.fault({ match: onNetwork, ...effect })
      return example(ids.network)
    },
    ...rest,
  }
}

/** What goes wrong on the way: each kind of fault that the simulator knows. */
export const ofFaults: readonly Situation[] = [
  fault(
    'error',
    'a refusal that nobody has heard of',
    { error: { status: 409, code: 'NeverHeardOf', message: 'Azure has a new word.' } },
    { next: 'fails', code: 'azure-invalid' },
  ),
  fault(
    'drop: before',
    'the connection breaks before the write has its effect',
    { drop: 'before' },
    {
      next: 'tried again',
      code: 'azure-unavailable',
    },
  ),
  fault(
    'drop: after',
    'the connection breaks after the write had its effect (F19, F38)',
    { drop: 'after' },
    {
      next: 'tried again',
      code: 'azure-unavailable',
    },
  ),
  fault(
    'malformed',
    'an answer that is cut off in the middle',
    { malformed: true },
    {
      next: 'tried again',
      code: 'azure-unavailable',
    },
  ),
  fault('delay', 'an answer that comes late, but comes', { delay: { seconds: 60 } }, { next: 'done' }),
  fault(
    'failOperation',
    'an operation that is accepted, and fails for a reason that nobody has heard of',
    { failOperation: { code: 'NeverHeardOf', message: 'It did not work.' } },
    { next: 'fails', code: 'azure-failed' },
  ),
  fault(
    'loseOperation',
    'Azure forgets the operation, and not the resource',
    { loseOperation: true },
    { next: 'done' },
  ),
]
