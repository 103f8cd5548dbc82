import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

interface KnownAddress {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

/**
 * Answers 404 where there is nothing and 405 where there is something for other methods. Asked before the body is
 * read: what is wrong with the body of a request to nowhere does not matter. To be called before routes are added.
 */
export function refuseUnknownRoutes(app: FastifyInstance): void {
  const known = new Map<string, KnownAddress>()

  app.addHook('onRoute', ({ url, method }) => {
    const address = known.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const name of [method].flat()) address.methods.add(name)
    known.set(url, address)
  })

  // Reached only by what serves files and has none of that name.
  app.setNotFoundHandler(async () => {
    throw new Refusal('route-not-found')
  })

  app.addHook('onRequest', async (request) => {
    if (!request.is404) return
    const [path = ''] = request.url.split('?', 1)
    const methods = [...known.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap((found) => [...found.methods])
    if (methods.length === 0) throw new Refusal('route-not-found', `There is nothing at ${request.method} ${path}.`)
    const allow = [...new Set(methods)].sort().join(', ')
    throw new Refusal('method-not-allowed', `${path} does not know ${request.method}; it knows ${allow}.`, {
      headers: { allow },
    })
  })
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  })
  return new RegExp(`^${parts.join('/')}$`)
}
