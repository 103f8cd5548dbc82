import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the token is kept in a data folder, for those who may read there. */
export const controlTokenFile = 'control-token'

/** The token of the control paths: the one that was given, that of the data folder, or a new one. */
export async function loadControlToken(dataFolder: string | undefined, given: string | undefined): Promise<string> {
  const file = dataFolder === undefined ? undefined : join(dataFolder, controlTokenFile)
  const kept = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined)
  const token = given ?? (kept?.trim() || randomBytes(24).toString('base64url'))
  if (file !== undefined && token !== kept) {
    await writeFile(`${file}.new`, token, { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  return token
}
