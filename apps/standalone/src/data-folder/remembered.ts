import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'

/** The content of a small file of the data folder; made once and then the same at every start. Mode 0600. */
export async function remembered(
  folder: DataFolder,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const path = join(folder.root, name)
  if (existsSync(path)) return readFile(path, 'utf8')
  const content = await make()
  await remember(folder, name, content)
  return content
}

/** Replaces such a file as a whole, so that a crash leaves the old one or the new one. */
export async function remember(folder: DataFolder, name: string, content: string): Promise<void> {
  const path = join(folder.root, name)
  await writeFile(`${path}.new`, content, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
