import { generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A key pair as Azure makes one: the public half in OpenSSH's words, the private one as PEM. RSA keys have 3072 bits. */
export function makeKeyPair(kind: 'RSA' | 'Ed25519'): { publicKey: string; privateKey: string } {
  const pair = kind === 'RSA' ? generateKeyPairSync('rsa', { modulusLength: 3072 }) : generateKeyPairSync('ed25519')
  return {
    publicKey: kind === 'RSA' ? rsaLine(pair.publicKey) : ed25519Line(pair.publicKey),
    privateKey: pair.privateKey.export({ type: kind === 'RSA' ? 'pkcs1' : 'pkcs8', format: 'pem' }).toString(),
  }
}

function rsaLine(key: KeyObject): string {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  return line('ssh-rsa', [unsigned(e), unsigned(n)])
}

function ed25519Line(key: KeyObject): string {
  const { x = '' } = key.export({ format: 'jwk' })
  return line('ssh-ed25519', [Buffer.from(x, 'base64url')])
}

/** Each part goes with its length before it, as RFC 4253 has it. */
function line(name: string, parts: Buffer[]): string {
  const bytes = [Buffer.from(name), ...parts].flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    return [length, part]
  })
  return `${name} ${Buffer.concat(bytes).toString('base64')} generated-by-azure`
}

/** A number whose first bit is set has a zero byte before it, or it would be read as negative. */
function unsigned(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url')
  return (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes])
}
