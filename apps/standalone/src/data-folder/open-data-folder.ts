import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { DataFolder } from './data-folder.ts'

/** Its presence says that the folder is ours: nothing is written to, or deleted from, a folder without it. */
export const marker = 'palisade-data.txt'

/** Makes the folder where there is none. Throws `CannotStart` for a folder that is somebody else's. */
export async function openDataFolder(root: string): Promise<DataFolder> {
  try {
    await mkdir(root, { recursive: true })
    if (!existsSync(join(root, marker))) {
      if ((await readdir(root)).length > 0) {
        throw new CannotStart(
          `${root} holds files, and none that says it is Palisade's data: it is not touched. Choose another folder with --data.`,
        )
      }
      // As root, PostgreSQL runs as another user, who has to pass through here.
      await chmod(root, process.getuid?.() === 0 ? 0o755 : 0o700)
      await writeFile(
        join(root, marker),
        'All that Palisade keeps on this machine. "npm start -- --fresh" deletes it.\n',
      )
    }
    await mkdir(join(root, 'logs'), { recursive: true })
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
