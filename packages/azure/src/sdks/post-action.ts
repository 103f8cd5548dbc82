import type { GenericResourceExpanded } from '@azure/arm-resources'
import type { Json } from '@palisade/contract'
import type { Actions } from './actions.ts'
import { longRunning } from './long-running.ts'
import type { Standing } from './standing.ts'

/**
 * Asks for an action of a resource: POST to `{id}/{action}`. Azure answers at once or goes on; in both cases the result
 * is the resource as it is when the action is over. `resourcesSdk` resumes it.
 */
export function postAction(
  { actions }: { readonly actions: Actions },
  id: string,
  action: string,
  apiVersion: string,
  body?: Json,
): Promise<Standing<GenericResourceExpanded>> {
  return longRunning(actions.send<GenericResourceExpanded>(id, action, apiVersion, body))
}
