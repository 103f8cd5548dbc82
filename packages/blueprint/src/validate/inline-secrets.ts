import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { pointerPart, problem } from './problem.ts'

/** What secrets look like, so that one in a free text is seen before it is stored. */
const looks: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/i, what: 'a private key' },
  { pattern: /(AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecret)\s*[=:]/i, what: 'a connection string' },
  { pattern: /SharedAccessSignature /i, what: 'a shared access signature' },
  { pattern: /(^|[?&;])sig=/i, what: 'a shared access signature' },
  { pattern: /(^|;)\s*(Password|Pwd)\s*=/i, what: 'a connection string' },
]

/** Tags of these names hold secrets, whatever those look like. Everybody who may read the resource reads its tags. */
const secretNames =
  /^(admin|ssh)?[-_ ]?(password|privatekey|private[-_ ]key)$|^(connection[-_ ]?string|sas[-_ ]?token|account[-_ ]?key|client[-_ ]?secret)$/i

/** Whether a secret stands in the request. It is never repeated in what is said about it. */
export function inlineSecretProblems(request: WorkspaceRequest): ProblemItem[] {
  const tags = Object.keys(request.tags ?? {}).flatMap((name) => {
    // The pointer would repeat a secret in the name.
    if (kindOfSecret(name) !== undefined) return [secretAt('/tags', 'The name of a tag looks like a secret')]
    return secretNames.test(name) ? [secretAt(`/tags/${pointerPart(name)}`, 'A tag is named as one with a secret')] : []
  })
  const { tags: named = {}, ...rest } = request
  const seen = Object.entries(named).filter(([name]) => kindOfSecret(name) === undefined && !secretNames.test(name))
  return [...secretsIn(rest, ''), ...tags, ...secretsIn(Object.fromEntries(seen), '/tags')]
}

function secretsIn(value: unknown, pointer: string): ProblemItem[] {
  if (typeof value === 'string') {
    const what = kindOfSecret(value)
    return what === undefined ? [] : [secretAt(pointer, `The value looks like ${what}`)]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, `${pointer}/${pointerPart(name)}`))
}

function kindOfSecret(text: string): string | undefined {
  return looks.find(({ pattern }) => pattern.test(text))?.what
}

function secretAt(pointer: string, why: string): ProblemItem {
  return problem('inline-secret', pointer, `${why}: remove it, and name an existing key or identity instead.`)
}
