import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { lockFiles } from './lock.ts'
import { marker } from './open-data-folder.ts'

/** Deletes all data but the lock, which the caller holds. The folder has been opened, so it carries our marker. */
export async function emptyDataFolder(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    if (name !== marker && !lockFiles.includes(name))
      await rm(join(folder.root, name), { recursive: true, force: true })
  }
  for (const one of [folder.logs, folder.simulator]) await mkdir(one, { recursive: true, mode: 0o700 })
}
