import { createHash } from 'node:crypto'
import type { JsonObject } from '../json/json.ts'
import type { Answer } from '../requests/call.ts'
import type { TokenSigner } from './token-signer.ts'

/** Tokens of Entra live for an hour and a little. */
const lifetimeSeconds = 3_599

/**
 * `POST /{tenant}/oauth2[/v2.0]/token`: a token for a client that says who it is. Any client exists, and any secret or
 * assertion of its own is right. Source: "Microsoft identity platform and the OAuth 2.0 client credentials flow".
 */
export function grantToken(tenant: string, form: URLSearchParams, signer: TokenSigner, nowMs: number): Answer {
  const clientId = form.get('client_id') ?? ''
  const scope = form.get('scope') ?? form.get('resource') ?? ''
  if (!isGuid(tenant)) return refused('invalid_request', 90002, `Tenant '${tenant}' not found.`, nowMs)
  if (form.get('grant_type') !== 'client_credentials')
    return refused(
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
      nowMs,
    )
  if (!isGuid(clientId))
    return refused(
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
      nowMs,
    )
  if (scope === '')
    return refused('invalid_request', 90014, "The required field 'scope' is missing from the credential.", nowMs)
  const isProven = Boolean(form.get('client_secret')) || isAssertion(form.get('client_assertion'))
  if (!isProven)
    return refused(
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      nowMs,
    )
  return {
    status: 200,
    body: tokenFor({ clientId, tenant, audience: scope.replace(/\/?\.default$/, '') }, signer, nowMs),
  }
}

/** `GET /metadata/identity/oauth2/token`: a token of the machine's own identity, as on a virtual machine of Azure. */
export function grantMachineToken(query: URLSearchParams, tenant: string, signer: TokenSigner, nowMs: number): Answer {
  const audience = query.get('resource')
  if (audience === null)
    return {
      status: 400,
      body: { error: 'invalid_request', error_description: 'Required query variable resource not found' },
    }
  const clientId = query.get('client_id') ?? '00000000-0000-0000-0000-00000000b0b0'
  const { access_token, expires_in, ...rest } = tokenFor({ clientId, tenant, audience }, signer, nowMs)
  const seconds = Math.floor(nowMs / 1_000)
  return {
    status: 200,
    body: {
      ...rest,
      access_token,
      client_id: clientId,
      expires_in: String(expires_in),
      expires_on: String(seconds + lifetimeSeconds),
      not_before: String(seconds),
      resource: audience,
    },
  }
}

/** Who a client is: the same for the same application in the same tenant. */
function objectIdOf(clientId: string, tenant: string): string {
  const digest = createHash('sha256').update(`${tenant}/${clientId}`.toLowerCase()).digest('hex')
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}

function tokenFor(
  { clientId, tenant, audience }: { clientId: string; tenant: string; audience: string },
  signer: TokenSigner,
  nowMs: number,
): JsonObject {
  const seconds = Math.floor(nowMs / 1_000)
  const access_token = signer.sign({
    aud: audience,
    iss: `https://sts.windows.net/${tenant}/`,
    iat: seconds,
    nbf: seconds,
    exp: seconds + lifetimeSeconds,
    appid: clientId,
    idtyp: 'app',
    oid: objectIdOf(clientId, tenant),
    sub: objectIdOf(clientId, tenant),
    tid: tenant,
    ver: '1.0',
  })
  return { token_type: 'Bearer', expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds, access_token }
}

function refused(error: string, number: number, text: string, nowMs: number): Answer {
  return {
    status: error === 'invalid_client' ? 401 : 400,
    body: {
      error,
      error_description: `AADSTS${number}: ${text}`,
      error_codes: [number],
      timestamp: new Date(nowMs).toISOString().replace('T', ' ').replace(/\.\d+/, ''),
    },
  }
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)
}

/** Three parts; by whom they are signed is not looked at. */
function isAssertion(text: string | null): boolean {
  return text?.split('.').length === 3
}
