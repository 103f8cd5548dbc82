import { notFound } from '../arm/not-found.ts'
import type { Answer, Call } from './call.ts'

const verbs = [
  { verbs: ['GET'], name: 'read', says: 'Reads' },
  { verbs: ['PUT', 'PATCH'], name: 'write', says: 'Creates or updates' },
  { verbs: ['DELETE'], name: 'delete', says: 'Deletes' },
] as const

/** `/providers/{namespace}/operations`: what a role can allow, as far as types are concerned. Actions are left out. */
export function listOperations(call: Call, namespace: string): Answer {
  const wanted = `${namespace.toLowerCase()}/`
  const types = call.types.all().filter((type) => type.type.toLowerCase().startsWith(wanted))
  if (types.length === 0) throw notFound.type(`${namespace}/operations`)
  const value = types.flatMap(({ type, verbs: known = ['GET', 'PUT', 'PATCH', 'DELETE'] }) => {
    const [provider = '', ...rest] = type.split('/')
    const resource = rest.join('/')
    return verbs
      .filter((entry) => entry.verbs.some((verb) => known.includes(verb)))
      .map(({ name, says }) => ({
        name: `${type}/${name}`,
        display: { provider, resource, operation: `${says} ${resource}`, description: `${says} ${resource}.` },
        isDataAction: false,
      }))
  })
  return { status: 200, body: { value }, type: 'Microsoft.Resources/operations' }
}
