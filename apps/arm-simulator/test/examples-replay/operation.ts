import type { JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { officialDocument, officialFiles, readJson } from './official-folder.ts'
import { type Method, undocumented } from './undocumented.ts'

/** What one example is an example of. */
export interface Operation {
  readonly name: string
  readonly method: Method
  /** With the placeholders of the document. */
  readonly path: string
  readonly isLong: boolean
  /** Where the final answer is to be looked for, as far as the document says. */
  readonly finalStateVia: string | undefined
  /** The headers that the document promises, by status. */
  readonly headers: Readonly<Record<string, readonly string[]>>
  /** The document, and the schema of what a successful answer shows. */
  readonly document: JsonObject
  readonly answerSchema: JsonObject
}

interface LongRunningRow {
  readonly path: string
  readonly method: string
  readonly op: string
  readonly lro: boolean
  readonly fsv: string | null
  readonly headers: Record<string, string[]>
}

interface Candidate {
  readonly provider: string
  readonly example: string
  readonly method: string
  readonly path: string
  readonly operation: JsonObject
  readonly document: JsonObject
}

const methods: Readonly<Record<string, Method>> = {
  get: 'GET',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  post: 'POST',
  head: 'HEAD',
}

/** Knows for each example its operation: the documents name their examples, but not the other way round. */
export class Operations {
  readonly #candidates: Candidate[] = []
  readonly #rows = readJson<LongRunningRow[]>('lro-operations.json')

  constructor() {
    for (const file of officialFiles('swagger')) {
      const document = officialDocument(`swagger/${file}`)
      for (const [path, verbs] of Object.entries(read.object(document, 'paths')))
        for (const [method, operation] of Object.entries(read.isObject(verbs) ? verbs : {})) {
          if (!read.isObject(operation)) continue
          for (const example of Object.values(read.object(operation, 'x-ms-examples'))) {
            const reference = read.text(example, '$ref')?.toLowerCase() ?? ''
            const provider = file.split('__')[0] ?? ''
            this.#candidates.push({ provider, example: reference, method, path, operation, document })
          }
        }
    }
  }

  /** `file` is the name of the example, whose parts lie between double underscores. */
  of(file: string, parameters: JsonObject): Operation {
    const provider = file.split('__')[0] ?? ''
    const inside = file.split('__examples__')[1]?.toLowerCase().replaceAll('__', '/') ?? ''
    const found = this.#candidates
      .filter((candidate) => candidate.provider === provider && candidate.example.endsWith(`examples/${inside}`))
      // Two lists may share an example; the one that its parameters fit is meant.
      .sort((a, b) => misfit(a.path, parameters) - misfit(b.path, parameters))[0]
    if (found !== undefined) return this.#complete(found)
    const known = undocumented.find((entry) => file.endsWith(entry.example))
    if (known === undefined) throw new Error(`no document names the example ${file}`)
    const row = this.#rowOf(known.method, known.path)
    return {
      name: row?.op ?? known.example.replace('.json', ''),
      method: known.method,
      path: known.path,
      isLong: row?.lro ?? known.isLong === true,
      finalStateVia: row?.fsv ?? undefined,
      headers: row?.headers ?? {},
      document: {},
      answerSchema: {},
    }
  }

  #complete({ method, path, operation, document }: Candidate): Operation {
    const row = this.#rowOf(methods[method] ?? 'GET', path)
    const responses = read.object(operation, 'responses')
    const good = ['200', '201'].map((status) => read.object(responses, status, 'schema'))
    return {
      name: read.text(operation, 'operationId') ?? path,
      method: methods[method] ?? 'GET',
      path,
      isLong: read.at(operation, 'x-ms-long-running-operation') === true,
      finalStateVia: row?.fsv ?? undefined,
      headers: row?.headers ?? {},
      document,
      answerSchema: good.find((schema) => Object.keys(schema).length > 0) ?? {},
    }
  }

  #rowOf(method: string, path: string): LongRunningRow | undefined {
    return this.#rows.find((row) => row.method === method && row.path.toLowerCase() === path.toLowerCase())
  }
}

function misfit(path: string, parameters: JsonObject): number {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const isMissing = (name: string) => parameters[name] === undefined
  // Of two that could both be filled, the longer path says more of the parameters.
  return names.filter(isMissing).length * 100 - names.length
}
