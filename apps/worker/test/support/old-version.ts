import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Whether the history of this clone goes back to a commit. */
export async function hasCommit(commit: string): Promise<boolean> {
  return await run('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root }).then(
    () => true,
    () => false,
  )
}

/** The program as it was at some commit, with the dependencies that are installed now. */
export async function checkOut(commit: string) {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-old-'))
  await run('git', ['archive', commit, '-o', join(folder, 'tree.tar')], { cwd: root })
  await run('tar', ['xf', 'tree.tar'], { cwd: folder })
  await linkModules(folder)
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }
  // Prisma downloads an engine unless it is told where one is, and does not use it to generate: any program will do.
  const generating = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
  const generate = ['node_modules/.bin/prisma', 'generate', '--config', 'prisma/prisma.config.ts', '--no-hints']
  await run(process.execPath, generate, { cwd: folder, env: { ...env, ...generating } })

  const started: ChildProcess[] = []
  return {
    /** Runs a program to its end, and answers what it has printed. */
    run: async (args: readonly string[], more: Record<string, string>): Promise<string> =>
      (await run(process.execPath, args, { cwd: folder, env: { ...env, ...more } })).stdout,
    /** Starts a program, and waits until it says that it is ready. */
    start: async (main: string, readyLine: RegExp, more: Record<string, string>) => {
      const child = spawn(process.execPath, [main], {
        cwd: folder,
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      started.push(child)
      let text = ''
      await new Promise<void>((resolve, reject) => {
        const hear = (part: string): void => {
          text += part
          if (readyLine.test(text)) resolve()
        }
        child.stdout.setEncoding('utf8').on('data', hear)
        child.stderr.setEncoding('utf8').on('data', hear)
        child.once('exit', (code) => reject(new Error(`${main} ended with ${code}: ${text}`)))
      })
      return { output: () => text, stop: async (): Promise<void> => await end(child, 'SIGTERM') }
    },
    remove: async (): Promise<void> => {
      for (const child of started) await end(child, 'SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** What others have made is linked; the program's own packages are those of the old commit. */
async function linkModules(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '@palisade'), { recursive: true })
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== '@palisade') await symlink(join(root, 'node_modules', name), join(modules, name))
  }
  for (const parent of ['apps', 'packages']) {
    for (const name of await readdir(join(folder, parent))) {
      await symlink(join(folder, parent, name), join(modules, '@palisade', name))
    }
  }
}
