import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

const setting = 'sign-in/key'

/** Signs tokens as Entra does, with a key that is made when the first token is asked for and kept with the state. */
export class TokenSigner {
  readonly #world: World
  #key: KeyObject | undefined

  constructor(world: World) {
    this.#world = world
  }

  /** A JSON Web Token with these claims. */
  sign(claims: JsonObject): string {
    const head = encode({ typ: 'JWT', alg: 'RS256', kid: this.#keyId() })
    const content = `${head}.${encode(claims)}`
    return `${content}.${sign('sha256', Buffer.from(content), this.#private()).toString('base64url')}`
  }

  /** The claims of a token that was signed here; undefined for any other. */
  verify(token: string): JsonObject | undefined {
    const [head = '', payload = '', signature = ''] = token.split('.')
    try {
      const isOurs = verify(
        'sha256',
        Buffer.from(`${head}.${payload}`),
        createPublicKey(this.#private()),
        Buffer.from(signature, 'base64url'),
      )
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Json
      return isOurs && read.isObject(claims) ? claims : undefined
    } catch {
      return undefined
    }
  }

  /** What others verify the tokens with. */
  publicKeys(): JsonObject {
    const { n = '', e = '' } = createPublicKey(this.#private()).export({ format: 'jwk' })
    return { keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: this.#keyId(), n, e }] }
  }

  #keyId(): string {
    const { n = '' } = createPublicKey(this.#private()).export({ format: 'jwk' })
    return createHash('sha256').update(n).digest('base64url').slice(0, 27)
  }

  #private(): KeyObject {
    if (this.#key !== undefined) return this.#key
    const kept = this.#world.setting(setting)
    if (typeof kept === 'string') this.#key = createPrivateKey(kept)
    else {
      const made = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey
      this.#world.change(() => this.#world.set(setting, made.export({ type: 'pkcs8', format: 'pem' }).toString()))
      this.#key = made
    }
    return this.#key
  }
}

function encode(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
