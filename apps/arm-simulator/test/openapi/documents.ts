import type { JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { officialDocument, officialFiles } from '../examples-replay/official-folder.ts'
import { commonDefinitions } from './common-definitions.ts'

export interface Document {
  /** Its own name, such as `virtualNetwork`, which no two of them share. */
  readonly name: string
  readonly provider: string
  /** The folder that it lies in, where the documents are that it refers to by name alone. */
  readonly folder: string
  readonly content: JsonObject
}

/** Something in a document: what it refers to is to be looked for from there. */
export interface Place {
  readonly document: Document
  readonly schema: JsonObject
}

/** Microsoft's documents, and what they refer to. */
export class Documents {
  readonly all: readonly Document[]
  /** References into documents that are not at hand, and how often each was met. */
  readonly skipped = new Map<string, number>()
  readonly #common = new Map<string, Document>()

  constructor(all: readonly Document[]) {
    this.all = all
  }

  static load(): Documents {
    return new Documents(
      officialFiles('swagger').map((file) => {
        const parts = file.replace('.json', '').split('__')
        const name = parts.at(-1) ?? ''
        return {
          name,
          provider: parts[0] ?? '',
          folder: parts.slice(0, -1).join('/'),
          content: officialDocument(`swagger/${file}`),
        }
      }),
    )
  }

  /** Where a reference leads, and under which name of its own; nothing when its document is not at hand. */
  follow(reference: string, from: Document): (Place & { readonly id: string }) | undefined {
    const [file = '', pointer = ''] = reference.split('#')
    const document = file === '' ? from : (this.#beside(from, file) ?? this.#standIn(from, file))
    const path = pointer.split('/').slice(1)
    const schema = document === undefined ? undefined : read.at(document.content, ...path)
    if (document === undefined || !read.isObject(schema)) {
      const key = `${from.provider} ${reference}`
      this.skipped.set(key, (this.skipped.get(key) ?? 0) + 1)
      return undefined
    }
    return { document, schema, id: `${document.name}/${path.at(-1) ?? ''}` }
  }

  #beside(from: Document, file: string): Document | undefined {
    const name = file.replace('./', '').replace('.json', '')
    return this.all.find((document) => document.folder === from.folder && document.name === name)
  }

  #standIn(from: Document, file: string): Document | undefined {
    const definitions = commonDefinitions(from.provider, file)
    if (definitions === undefined) return undefined
    const name = `${from.provider}-${file.replace(/^[./]+/, '').replace('.json', '')}`
    const known = this.#common.get(name)
    if (known !== undefined) return known
    const document = { name, provider: from.provider, folder: '', content: { definitions } }
    this.#common.set(name, document)
    return document
  }
}
