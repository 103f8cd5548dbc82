import { ArmError } from '../arm/arm-error.ts'
import { showResource } from '../arm/show-resource.ts'
import type { Fault } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { readFault } from '../faults/read-fault.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { settleOperations } from '../long-running/settle-operations.ts'
import { giveQuotas, readQuotas } from '../quotas/quotas.ts'
import type { Answer } from '../requests/call.ts'
import type { Simulation } from '../state/simulation.ts'
import type { World } from '../state/world.ts'

const page = 10_000

/** A request to the simulator itself. */
interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly origin: string
  readonly content: Buffer | ArmError
}

/** The simulator's own plain paths, for whoever runs or watches it. They are no part of Azure. */
export function answerControl(
  { method, path, query, origin, content }: Asked,
  { world, types, timeScale, faults, actionsAsked, registrations, quotas }: Simulation,
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
          faults: `${origin}/_simulator/faults`,
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
    case 'GET /_simulator/faults':
      return { status: 200, body: { items: faults.all().map(showFault) } }
    case 'POST /_simulator/faults':
      return addFault(faults, content)
    case 'DELETE /_simulator/faults':
      faults.clear()
      return { status: 204 }
    case 'GET /_simulator/actions':
      return { status: 200, body: { items: askedBy(query.get('principal'), actionsAsked) } }
    case 'PUT /_simulator/quotas':
      return setQuotas(content, world)
    case 'POST /_simulator/reset':
      actionsAsked.clear()
      world.reset()
      faults.clear()
      registrations.clear()
      giveQuotas(quotas, world)
      return { status: 200, body: { status: 'ok' } }
    default: {
      const fault = /^DELETE \/_simulator\/faults\/([^/]+)$/.exec(asked)?.[1]
      if (fault !== undefined && faults.remove(fault)) return { status: 204 }
      return { status: 404, body: { error: { code: 'NotFound', message: `There is no ${asked}.` } } }
    }
  }
}

function setQuotas(content: Buffer | ArmError, world: World): Answer {
  try {
    if (content instanceof ArmError) throw content
    const given = readQuotas(JSON.parse(content.toString('utf8')) as Json)
    giveQuotas(given, world)
    return { status: 204 }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { status: 400, body: { error: { code: 'InvalidQuota', message } } }
  }
}

/** The actions that one caller needed, or all. */
function askedBy(principal: string | null, actions: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const asked = principal === null ? [...actions.values()] : [actions.get(principal.toLowerCase()) ?? []]
  return [...new Set(asked.flatMap((each) => [...each]))].sort()
}

function addFault(faults: Faults, content: Buffer | ArmError): Answer {
  try {
    if (content instanceof ArmError) throw content
    return { status: 201, body: showFault(faults.add(readFault(JSON.parse(content.toString('utf8')) as Json))) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { status: 400, body: { error: { code: 'InvalidFault', message } } }
  }
}

/** A fault as it is written, with how it went so far. */
function showFault({ id, match, effect, seen, struck }: Fault): JsonObject {
  return JSON.parse(JSON.stringify({ id, match, ...effect, seen, struck })) as JsonObject
}
