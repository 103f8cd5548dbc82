import { showResource } from '../arm/show-resource.ts'
import { settleOperations } from '../long-running/settle-operations.ts'
import type { Answer } from '../requests/call.ts'
import type { Simulation } from '../state/simulation.ts'

const page = 10_000

/** The simulator's own plain paths, for whoever runs or watches it. They are no part of Azure. */
export function answerControl(
  method: string,
  path: string,
  query: URLSearchParams,
  origin: string,
  { world, types, timeScale }: Simulation,
): Answer {
  settleOperations(types, world)
  const asked = `${method === 'HEAD' ? 'GET' : method} ${path.replace(/\/+$/, '')}`
  switch (asked) {
    case 'GET ':
      return {
        status: 200,
        body: {
          what: 'A simulator of Azure Resource Manager. Nothing here is Azure, and nothing here costs money.',
          use: 'Point an @azure/arm-* client at this address, with the certificate of the simulator as its CA and any bearer token.',
          ledger: `${origin}/_simulator/ledger?after=0`,
          resources: `${origin}/_simulator/resources`,
          deleted: `${origin}/_simulator/deleted`,
          health: `${origin}/_simulator/health`,
          types: types
            .all()
            .map((type) => type.type)
            .sort(),
        },
      }
    case 'GET /_simulator/health':
      return { status: 200, body: { status: 'ok', url: origin, timeScale } }
    case 'GET /_simulator/ledger':
      return { status: 200, body: { items: world.ledger(Number(query.get('after') ?? 0) || 0, page) } }
    case 'GET /_simulator/resources':
      return {
        status: 200,
        body: {
          items: [...world.all()]
            .sort((a, b) => (a.key < b.key ? -1 : 1))
            .map((resource) => ({ id: resource.id, type: resource.type, body: showResource(resource, types, world) })),
        },
      }
    case 'GET /_simulator/deleted':
      return {
        status: 200,
        body: {
          items: world
            .deleted()
            .map((item) => ({ id: item.id, type: item.type, deletedAt: item.deletedAt, body: item.body })),
        },
      }
    case 'POST /_simulator/reset':
      world.reset()
      return { status: 200, body: { status: 'ok' } }
    default:
      return { status: 404, body: { error: { code: 'NotFound', message: `There is no ${asked}.` } } }
  }
}
