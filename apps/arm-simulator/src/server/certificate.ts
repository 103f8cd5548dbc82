import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Certificate {
  readonly key: string
  /** PEM. It signs itself, so it is also the CA that clients are given. */
  readonly certificate: string
}

/** The certificate kept in the data folder, made the first time and when a name is asked for that it lacks. */
export async function loadCertificate(
  dataFolder: string | undefined,
  publicName: string | undefined,
): Promise<Certificate> {
  if (dataFolder === undefined) return makeCertificate(publicName)
  const files = { key: join(dataFolder, 'server-key.pem'), certificate: join(dataFolder, 'ca.pem') }
  const kept = await Promise.all([readFile(files.key, 'utf8'), readFile(files.certificate, 'utf8')]).catch(
    () => undefined,
  )
  if (kept !== undefined && isUsable(kept[1], publicName)) return { key: kept[0], certificate: kept[1] }
  const made = await makeCertificate(publicName)
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await writeFile(files.key, made.key, { mode: 0o600 })
  await writeFile(files.certificate, made.certificate)
  return made
}

function isUsable(pem: string, publicName: string | undefined): boolean {
  try {
    const certificate = new X509Certificate(pem)
    return (
      certificate.validToDate.getTime() > Date.now() &&
      (publicName === undefined || certificate.checkHost(publicName) !== undefined)
    )
  } catch {
    return false
  }
}

async function makeCertificate(publicName: string | undefined): Promise<Certificate> {
  // Loaded only here, because it is large and most starts find a certificate.
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'ARM simulator' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + 3650 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
          ...(publicName === undefined ? [] : [{ type: 2 as const, value: publicName }]),
        ],
      },
    ],
  })
  return { key: made.private, certificate: made.cert }
}
