import type { Json } from '../json/json.ts'
import { read } from '../json/read.ts'
import { tenantId } from './tenant-id.ts'

/** Who calls: what a token of Entra says of its owner. */
export interface Principal {
  readonly objectId: string
  readonly appId: string
  readonly tenantId: string
}

/** Whoever sends a token that says nothing of itself. */
const anybody: Principal = {
  objectId: '00000000-0000-0000-0000-00000000a0a0',
  appId: '00000000-0000-0000-0000-00000000b0b0',
  tenantId,
}

/** Reads the owner of a bearer token. Signatures are not looked at: anybody may be whom he says. */
export function principalOf(token: string): Principal {
  const claims = claimsOf(token)
  return {
    objectId: read.text(claims, 'oid') ?? anybody.objectId,
    appId: read.text(claims, 'appid') ?? read.text(claims, 'azp') ?? anybody.appId,
    tenantId: read.text(claims, 'tid') ?? anybody.tenantId,
  }
}

function claimsOf(token: string): Json | undefined {
  const payload = token.split('.')[1]
  if (payload === undefined) return undefined
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Json
  } catch {
    return undefined
  }
}
