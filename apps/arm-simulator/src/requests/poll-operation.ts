import { ArmError } from '../arm/arm-error.ts'
import { showResource } from '../arm/show-resource.ts'
import { retryHeaders } from '../long-running/announce.ts'
import { nextPollMs } from '../long-running/next-poll-ms.ts'
import { statusOfError } from '../long-running/status-of-error.ts'
import type { Answer, Call } from './call.ts'

/** How an operation goes. The status address always says 200; the result address says 202 until there is a result. */
export function pollOperation(call: Call, id: string, sort: 'status' | 'result'): Answer {
  const { world, types } = call
  const operation = world.operation(id.toLowerCase())
  if (operation === undefined || operation.isLost)
    throw new ArmError(404, 'OperationNotFound', `The operation '${id}' was not found.`)
  const type = types.get(operation.type)
  const style = type?.style
  const ledger = { type: 'operation', resourceId: operation.key }
  const wait = operation.done
    ? {}
    : retryHeaders(nextPollMs(operation, style?.pollSeconds ?? 10, call.timeScale, world.now()))
  if (sort === 'status') {
    return {
      status: 200,
      headers: wait,
      body: {
        id: call.path,
        name: operation.id,
        status: !operation.done ? 'InProgress' : operation.error === undefined ? 'Succeeded' : 'Failed',
        startTime: new Date(operation.startedMs).toISOString(),
        ...(operation.done ? { endTime: new Date(operation.dueMs).toISOString(), percentComplete: 100 } : {}),
        ...(operation.error === undefined ? {} : { error: operation.error }),
      },
      ...ledger,
    }
  }
  if (!operation.done) {
    // A client polls the address of the last answer, so it is repeated.
    return {
      status: 202,
      headers: { ...wait, location: `${call.origin}${call.path}?${call.query.toString()}` },
      ...ledger,
    }
  }
  if (operation.error !== undefined)
    return { status: statusOfError(operation.error), body: { error: operation.error }, ...ledger }
  if (operation.kind === 'action')
    return { status: 200, ...(operation.result === undefined ? {} : { body: operation.result }), ...ledger }
  const resource = world.get(operation.key)
  if (operation.kind === 'delete') return { status: style?.deletedStatus ?? 200, ...ledger }
  if (resource === undefined) return { status: 200, ...ledger }
  return { status: 200, body: showResource(resource, types, world), ...ledger }
}
