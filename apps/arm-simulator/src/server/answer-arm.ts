import { createHash } from 'node:crypto'
import { ArmError } from '../arm/arm-error.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import type { Fault } from '../faults/fault.ts'
import { refuseStruck, spoil, strikeCall } from '../faults/struck.ts'
import { type Principal, principalOf } from '../identity/principal.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { retryHeaders } from '../long-running/announce.ts'
import { settleOperations } from '../long-running/settle-operations.ts'
import type { Answer, Call } from '../requests/call.ts'
import { passGates } from '../requests/gates.ts'
import { routeCall } from '../requests/route-call.ts'
import type { Simulation } from '../state/simulation.ts'
import type { World } from '../state/world.ts'

export interface ArmRequest {
  readonly method: string
  readonly rawPath: string
  readonly rawQuery: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly content: Buffer | ArmError
  readonly origin: string
}

/** Answers one ARM request, and writes it down. What was answered has been committed. */
export function answerArm(request: ArmRequest, simulation: Simulation): Answer {
  const { world, types } = simulation
  settleOperations(types, world)
  let answer: Answer
  let rate: Record<string, string> = {}
  let fault: Fault | undefined
  const path = decodePath(request.rawPath)
  const query = new URLSearchParams(request.rawQuery)
  try {
    const { apiVersion, principal } = letIn(request, query, path)
    if (simulation.requiresSignIn) requireSignedToken(tokenIn(request) ?? '', simulation)
    const calling: Call = {
      ...simulation,
      method: request.method,
      path: path ?? '/',
      query,
      headers: request.headers,
      body: parseContent(request),
      origin: request.origin,
      apiVersion,
      principal,
    }
    rate = simulation.throttle?.admit(calling) ?? {}
    const struck = strikeCall(calling)
    const { call } = struck
    fault = struck.fault
    refuseStruck(fault, call)
    if (fault !== undefined && 'drop' in fault.effect && fault.effect.drop === 'before')
      return dropped(request, path, fault, world)
    return world.change(() => {
      passGates(call)
      const answered = refuseFated(call, routeCall(call))
      const accepted = spoil({ ...answered, headers: { ...rate, ...answered.headers } }, fault, simulation.timeScale)
      record(request, path, accepted, world)
      return accepted
    })
  } catch (error) {
    answer = refusal(error, world)
    answer = spoil({ ...answer, headers: { ...rate, ...answer.headers } }, fault, simulation.timeScale)
  }
  const id = parseResourceId(path ?? '')
  if (id !== undefined) answer = { ...answer, resourceId: id.id, type: types.get(id.type)?.type ?? id.type }
  const refused = answer
  world.change(() => record(request, path, refused, world))
  return refused
}

/** The connection breaks before anything has happened. */
function dropped(request: ArmRequest, path: string | undefined, fault: Fault, world: World): Answer {
  const answer: Answer = { status: 0, travel: 'dropped', fault: fault.id }
  world.change(() => record(request, path, answer, world))
  return answer
}

/** What is done at once has no operation that could fail later, so it is refused. */
function refuseFated(call: Call, answer: Answer): Answer {
  if (call.fate === undefined || call.world.running().some(({ fate }) => fate === call.fate)) return answer
  throw new ArmError(400, String(call.fate.code), String(call.fate.message))
}

/** Who asks, and whether the question can be understood at all. */
function letIn(
  request: ArmRequest,
  query: URLSearchParams,
  path: string | undefined,
): { readonly apiVersion: string; readonly principal: Principal } {
  const token = tokenIn(request)
  if (token === undefined) {
    throw new ArmError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.")
  }
  if (path === undefined) throw new ArmError(400, 'InvalidRequestUri', 'The request URI is malformed.')
  const apiVersion = [...query].find(([name]) => name.toLowerCase() === 'api-version')?.[1]
  if (apiVersion === undefined || apiVersion === '') {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  }
  if (!/^\d{4}-\d{2}-\d{2}(-[a-z0-9.-]+)?$/i.test(apiVersion)) {
    throw new ArmError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${apiVersion}' is invalid. The format is 'yyyy-MM-dd' with an optional suffix.`,
    )
  }
  if (request.content instanceof ArmError) throw request.content
  return { apiVersion, principal: principalOf(token) }
}

function parseContent(request: ArmRequest): Json | undefined {
  if (request.content instanceof ArmError || request.content.length === 0) return undefined
  try {
    return JSON.parse(request.content.toString('utf8')) as Json
  } catch (error) {
    throw new ArmError(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${error instanceof Error ? error.message : ''}'.`,
    )
  }
}

/** Clients send double slashes, and any case; a broken escape is no path. */
function decodePath(raw: string): string | undefined {
  try {
    return `/${raw.split('/').filter(Boolean).map(decodeURIComponent).join('/')}`
  } catch {
    return undefined
  }
}

function refusal(error: unknown, world: World): Answer {
  if (!(error instanceof ArmError)) {
    console.error(error)
    return {
      status: 500,
      body: {
        error: {
          code: 'InternalServerError',
          message: 'The server encountered an internal error. Please retry the request.',
        },
      },
    }
  }
  const headers: Record<string, string> = {}
  if (error.status === 401)
    headers['www-authenticate'] =
      'Bearer authorization_uri="https://login.windows.net/common", error="invalid_token", error_description="The authentication failed because of missing \'Authorization\' header."'
  if (error.more.retryAt !== undefined) Object.assign(headers, retryHeaders(error.more.retryAt - world.now()))
  return { status: error.status, headers, body: error.body() }
}

function record(request: ArmRequest, path: string | undefined, answer: Answer, world: World): void {
  const content = request.content instanceof ArmError ? Buffer.alloc(0) : request.content
  const stored: JsonObject | undefined = answer.tags ?? tagsOf(answer, world)
  world.record({
    time: new Date(world.now()).toISOString(),
    method: request.method,
    path: path ?? request.rawPath,
    query: request.rawQuery,
    resourceId: answer.resourceId ?? null,
    type: answer.type ?? null,
    status: answer.status,
    effect: answer.effect ?? 'none',
    tags: stored ?? null,
    clientRequestId: request.headers['x-ms-client-request-id'] ?? null,
    principal: principalIn(request),
    apiVersion: /[?&]api-version=([^&]*)/i.exec(`?${request.rawQuery}`)?.[1] ?? null,
    errorCode: read.text(answer.body, 'error', 'code') ?? null,
    fault: answer.fault ?? null,
    bodyDigest: content.length === 0 ? null : createHash('sha256').update(content).digest('hex'),
  })
}

function tagsOf(answer: Answer, world: World): JsonObject | undefined {
  const resource = answer.resourceId === undefined ? undefined : world.get(answer.resourceId.toLowerCase())
  return resource === undefined ? undefined : read.object(resource.body, 'tags')
}

function tokenIn(request: ArmRequest): string | undefined {
  return /^bearer\s+(\S+)/i.exec(request.headers.authorization ?? '')?.[1]
}

function principalIn(request: ArmRequest): string | null {
  const token = tokenIn(request)
  return token === undefined ? null : principalOf(token).objectId
}

/** Throws for a token that was not signed here, or that has run out. */
function requireSignedToken(token: string, { signer, world }: Simulation): void {
  const claims = signer.verify(token)
  if (claims === undefined)
    throw new ArmError(401, 'InvalidAuthenticationToken', 'The access token is invalid: it was not signed here.')
  if ((read.number(claims, 'exp') ?? 0) * 1_000 < world.now())
    throw new ArmError(401, 'ExpiredAuthenticationToken', 'The access token has expired.')
}
