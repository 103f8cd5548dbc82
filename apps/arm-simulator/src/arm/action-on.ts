import type { JsonObject } from '../json/json.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { Action, ActionAnswer } from './arm-type.ts'
import { isVisible } from './is-visible.ts'
import { notFound } from './not-found.ts'
import { requireResourceId } from './resource-id.ts'

export interface Asked {
  readonly resource: Resource
  readonly world: World
  /** Empty when the client sent nothing. */
  readonly body: JsonObject
  readonly query: URLSearchParams
  /** What absolute URLs begin with. */
  readonly origin: string
  /** What the words in parentheses of `words` matched. */
  readonly found: readonly string[]
}

/** An action below each resource of a type: these words after its name, in lower case. What is not there is a 404. */
export function actionOn(
  type: string,
  method: Action['method'],
  words: string,
  run: (asked: Asked) => ActionAnswer,
): Action {
  const [namespace = '', ...types] = type.toLowerCase().split('/')
  const tail = types.map((name) => `/${name}/[^/]+`).join('')
  return {
    method,
    word: wordOf(words),
    path: new RegExp(`^(/.*/providers/${namespace.replaceAll('.', '\\.')}${tail})/${words}$`),
    run({ match, world, body, query, origin }) {
      const [, key = '', ...found] = match
      const resource = world.get(key)
      if (!isVisible(resource, world)) throw notFound.resource(requireResourceId(key, 'id'))
      return run({ resource, world, body, query, origin, found })
    },
  }
}

/** The last word that is fixed. */
function wordOf(words: string): { text: string; fromEnd: 1 | 2 } {
  const parts = words.replaceAll(/\([^)]*\)/g, '*').split('/')
  const last = parts.at(-1) ?? ''
  return last.includes('*') ? { text: parts.at(-2) ?? '', fromEnd: 2 } : { text: last, fromEnd: 1 }
}
