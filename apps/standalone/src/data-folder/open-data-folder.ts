import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { DataFolder } from './data-folder.ts'

/** Its presence says that the folder is ours: nothing is written to, or deleted from, a folder without it. */
export const marker = 'palisade-data.txt'

/** What nobody else has to look into: passwords stand in none of them, but requests and keys of the simulator do. */
const inside = ['logs', 'simulator', 'compile-cache']

/** Also mends folders that an earlier version has made, or somebody has opened. */
async function closeToOthers(root: string): Promise<void> {
  // As root, PostgreSQL runs as another user, who has to pass through here, and has nothing to look for.
  await chmod(root, process.getuid?.() === 0 ? 0o711 : 0o700)
  for (const name of inside) {
    await mkdir(join(root, name), { recursive: true, mode: 0o700 })
    await chmod(join(root, name), 0o700)
  }
}

/** Makes the folder where there is none. Throws `CannotStart` for a folder that is somebody else's. */
export async function openDataFolder(root: string): Promise<DataFolder> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    if (!existsSync(join(root, marker))) {
      if ((await readdir(root)).length > 0) {
        throw new CannotStart(
          `${root} holds files, and none that says it is Palisade's data: it is not touched. Choose another folder with --data.`,
        )
      }
      await writeFile(
        join(root, marker),
        'All that Palisade keeps on this machine. "npm start -- --fresh" deletes it.\n',
      )
    }
    await closeToOthers(root)
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(`The data folder ${root} cannot be used: ${error instanceof Error ? error.message : error}`)
  }
  return {
    root,
    logs: join(root, 'logs'),
    simulator: join(root, 'simulator'),
    compileCache: join(root, 'compile-cache'),
    heartbeat: join(root, 'worker.heartbeat'),
  }
}
