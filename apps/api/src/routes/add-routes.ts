import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { EventStreams } from '../jobs/event-streams.ts'
import { postCheck } from './checks/post.ts'
import { getErrors } from './docs/errors.ts'
import { getHome } from './docs/home.ts'
import { getOpenApi } from './docs/openapi.ts'
import { getLiveness } from './health/live.ts'
import { getReadiness } from './health/ready.ts'
import { getJobEvents } from './jobs/events.ts'
import { getJob } from './jobs/get.ts'
import { removeWorkspace } from './workspaces/delete.ts'
import { getWorkspace } from './workspaces/get.ts'
import { getHandOff } from './workspaces/hand-off.ts'
import { getWorkspaces } from './workspaces/list.ts'
import { postWorkspace } from './workspaces/post.ts'
import { postVerification } from './workspaces/verify.ts'

/** All addresses of the API, in the order in which the documentation shows them. */
export async function addRoutes(
  app: FastifyInstance,
  parts: ApiParts & { readonly streams: EventStreams },
): Promise<void> {
  for (const route of [
    postWorkspace,
    getWorkspaces,
    getWorkspace,
    getHandOff,
    removeWorkspace,
    postVerification,
    postCheck,
    getJob,
  ]) {
    await app.register(route, parts)
  }
  await app.register(getJobEvents, parts)
  await app.register(getReadiness, parts)
  for (const route of [getLiveness, getHome, getOpenApi, getErrors]) await app.register(route)
}
