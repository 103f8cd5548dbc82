import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import { ArmError } from '../arm/arm-error.ts'
import { type ControlAccess, refuseControl } from '../control/admit-control.ts'
import { answerControl } from '../control/answer-control.ts'
import type { Json } from '../json/json.ts'
import type { Answer } from '../requests/call.ts'
import { answerSignIn } from '../sign-in/answer-sign-in.ts'
import type { Simulation } from '../state/simulation.ts'
import { answerArm } from './answer-arm.ts'
import type { Certificate } from './certificate.ts'
import { readBody } from './read-body.ts'

/** The HTTPS side: requests in, answers out, and nothing a client sends ends the process. */
export function serve(certificate: Certificate, simulation: Simulation, access: ControlAccess): Server {
  const server = createServer(
    { key: certificate.key, cert: certificate.certificate, keepAliveTimeout: 65_000 },
    (request, response) => {
      answer(request, response, simulation, access).catch((error: unknown) => {
        console.error(error)
        if (!response.headersSent)
          send(response, request, {
            status: 500,
            body: {
              error: {
                code: 'InternalServerError',
                message: 'The server encountered an internal error. Please retry the request.',
              },
            },
          })
        else response.destroy()
      })
    },
  )
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')
    else socket.destroy()
  })
  // A client that does not trust the certificate breaks off; that is its affair.
  server.on('tlsClientError', () => undefined)
  return server
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  simulation: Simulation,
  access: ControlAccess,
): Promise<void> {
  const url = request.url ?? '/'
  const queryAt = url.indexOf('?')
  const rawPath = queryAt === -1 ? url : url.slice(0, queryAt)
  const rawQuery = queryAt === -1 ? '' : url.slice(queryAt + 1)
  const origin = `https://${request.headers.host ?? 'localhost'}`
  const method = request.method ?? 'GET'
  const isControl = rawPath === '/' || rawPath.startsWith('/_simulator')
  let content: Buffer | ArmError
  try {
    content = await readBody(request)
  } catch (error) {
    if (!(error instanceof ArmError)) {
      // The client went away in the middle of its request.
      response.destroy()
      return
    }
    content = error
  }
  if (isControl) {
    const asked = { method, path: rawPath, query: new URLSearchParams(rawQuery), origin, content }
    const hasBody = content instanceof ArmError || content.length > 0
    const refused = refuseControl({ method, path: rawPath, headers: request.headers, hasBody }, access)
    send(response, request, refused ?? answerControl(asked, simulation))
    return
  }
  if (!(content instanceof ArmError)) {
    const isMetadata = request.headers.metadata === 'true'
    const asked = {
      method,
      path: rawPath,
      query: new URLSearchParams(rawQuery),
      origin,
      content: content.toString('utf8'),
      isMetadata,
    }
    const signedIn = answerSignIn(asked, simulation)
    if (signedIn !== undefined) {
      send(response, request, signedIn)
      return
    }
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  )
  const answered = answerArm({ method, rawPath, rawQuery, headers, content, origin }, simulation)
  simulation.recorder?.record({
    method,
    path: rawPath,
    query: rawQuery,
    requestBody: jsonIn(content),
    status: answered.status,
    responseHeaders: answered.headers ?? {},
    responseBody: answered.body,
  })
  const { travel } = answered
  if (travel === 'dropped') {
    response.destroy()
    return
  }
  if (typeof travel === 'object') await delay(travel.delayMs)
  send(response, request, answered)
}

function jsonIn(content: Buffer | ArmError): Json | undefined {
  if (content instanceof ArmError || content.length === 0) return undefined
  try {
    return JSON.parse(content.toString('utf8')) as Json
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, request: IncomingMessage, { status, headers, body, travel }: Answer): void {
  const requestId = randomUUID()
  const clientId = request.headers['x-ms-client-request-id']
  const correlation = request.headers['x-ms-correlation-request-id']
  const remaining =
    request.method === 'GET' || request.method === 'HEAD'
      ? ['reads', '249']
      : request.method === 'DELETE'
        ? ['deletes', '199']
        : ['writes', '199']
  const whole = body === undefined ? '' : JSON.stringify(body)
  const text = travel === 'cut off' ? whole.slice(0, Math.floor(whole.length / 2)) : whole
  response.writeHead(status, {
    ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
    'cache-control': 'no-cache',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': typeof correlation === 'string' ? correlation : requestId,
    'x-ms-routing-request-id': `SIMULATOR:${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}:${requestId}`,
    [`x-ms-ratelimit-remaining-subscription-${remaining[0] ?? 'reads'}`]: remaining[1],
    ...(typeof clientId === 'string' && request.headers['x-ms-return-client-request-id'] === 'true'
      ? { 'x-ms-client-request-id': clientId }
      : {}),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}
