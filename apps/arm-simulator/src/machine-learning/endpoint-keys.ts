import { actionOn } from '../arm/action-on.ts'
import type { Action, ActionAnswer } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { AnswerStyle } from '../long-running/answer-style.ts'
import { regenerateSecret, secretOf } from '../secrets/secret-of.ts'
import type { Resource } from '../state/resource.ts'
import { badRequest } from './bad-request.ts'
import { workspaceAbove } from './workspace-above.ts'

/** The two keys of an endpoint, and how one is made anew. */
export function endpointKeyActions(type: string, style: AnswerStyle, isAnsweredWithKeys: boolean): Action[] {
  return [
    actionOn(type, 'POST', 'listkeys', ({ resource }) => {
      requireKeys(resource)
      return { status: 200, effect: 'none', body: keysOf(resource) }
    }),
    actionOn(type, 'POST', 'regeneratekeys', ({ resource, body, world }): ActionAnswer => {
      requireKeys(resource)
      const which = read.text(body, 'keyType')
      if (which !== 'Primary' && which !== 'Secondary')
        throw badRequest(`The keyType must be Primary or Secondary, not '${which ?? ''}'.`, 'keyType')
      const changed = regenerateSecret(resource, which.toLowerCase(), world)
      return {
        status: 202,
        effect: 'updated',
        long: {
          seconds: 10,
          location: read.text(workspaceAbove(resource.id, world)?.body, 'location') ?? 'global',
          style,
          headers: ['status', 'result'],
          ...(isAnsweredWithKeys ? { result: keysOf(changed) } : {}),
        },
      }
    }),
  ]
}

function keysOf(endpoint: Resource): JsonObject {
  return { primaryKey: secretOf(endpoint, 'primary'), secondaryKey: secretOf(endpoint, 'secondary') }
}

/** Only an endpoint whose callers show a key has keys. The code of this refusal is in no document. */
function requireKeys(endpoint: Resource): void {
  const mode = read.text(endpoint.body, 'properties', 'authMode')
  if (mode !== 'Key') throw badRequest(`The endpoint '${endpoint.name}' has no keys: its authMode is ${mode ?? ''}.`)
}
