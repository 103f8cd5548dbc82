import { readdir } from 'node:fs/promises'
import { connectionActions } from '../private-link/connection-actions.ts'
import { offerPrivateLink } from '../private-link/private-link-members.ts'
import type { Resource } from '../state/resource.ts'
import type { Action, ArmType } from './arm-type.ts'
import { keyOf, parseResourceId } from './resource-id.ts'

interface Offered {
  readonly type: ArmType
  readonly action: Action
}

/** All types, by name without case. */
export class Types {
  readonly #byName = new Map<string, ArmType>()
  readonly #actions = new Map<string, Offered[]>()

  constructor(types: Iterable<ArmType>) {
    for (const type of types) {
      this.#byName.set(type.type.toLowerCase(), type)
      const { privateLink: offer, actions = [] } = type
      if (offer !== undefined) offerPrivateLink(type.type, offer)
      for (const action of [...actions, ...(offer === undefined ? [] : connectionActions(type, offer))]) {
        const { text, fromEnd } = action.word ?? { text: '', fromEnd: 0 }
        const key = `${action.method} ${fromEnd} ${text}`
        const others = this.#actions.get(key)
        if (others === undefined) this.#actions.set(key, [{ type, action }])
        else others.push({ type, action })
      }
    }
  }

  /** Reads every file in `types/`: a new file there is a new type, and nothing else has to know. */
  static async load(): Promise<Types> {
    const folder = new URL('../types/', import.meta.url)
    const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    const modules = await Promise.all(
      files.map((file) => import(new URL(file, folder).href) as Promise<Record<string, ArmType>>),
    )
    return new Types(modules.flatMap((module) => Object.values(module)))
  }

  get(name: string): ArmType | undefined {
    return this.#byName.get(name.toLowerCase())
  }

  /** For a stored resource, whose type is known. */
  of(resource: { readonly type: string }): ArmType {
    const type = this.get(resource.type)
    if (type === undefined) throw new Error(`no file in types/ declares ${resource.type}`)
    return type
  }

  /** The actions that a path may be: each still has to match it. */
  actionsFor(method: string, path: string): Offered[] {
    const segments = path.split('/')
    return [
      ...(this.#actions.get(`${method} 1 ${segments.at(-1) ?? ''}`) ?? []),
      ...(this.#actions.get(`${method} 2 ${segments.at(-2) ?? ''}`) ?? []),
      ...(this.#actions.get(`${method} 0 `) ?? []),
    ]
  }

  all(): ArmType[] {
    return [...this.#byName.values()]
  }

  /** Keys of what a resource points at. */
  targetsOf(resource: Resource): string[] {
    const id = parseResourceId(resource.id)
    if (id === undefined) return []
    return [
      ...new Set((this.get(resource.type)?.refers?.(resource.body, id) ?? []).map((reference) => keyOf(reference.id))),
    ]
  }
}
