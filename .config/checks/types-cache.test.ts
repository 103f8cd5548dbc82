import { execFileSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Task {
  readonly taskId: string
  readonly directory: string
  readonly inputs: Readonly<Record<string, string>>
  readonly dependencies: readonly string[]
}

test('types are compiled again when any file that the compiler reads has changed', { timeout: 300_000 }, () => {
  const tasks = tasksOf('types')
  expect(tasks.length).toBeGreaterThan(10)
  for (const task of tasks) {
    const known = filesKnownTo(task, tasks)
    expect(compiled(task.directory).filter((file) => !known.has(file))).toEqual([])
  }
})

/** The tasks of this name in all packages, with the files and tasks that empty their cache. Nothing is run. */
function tasksOf(name: string): readonly Task[] {
  const { tasks } = JSON.parse(run(root, 'turbo', 'run', name, '--dry=json'))
  return tasks
}

/** What the hash of a task covers: its own inputs, and through their hashes those of the tasks that it depends on. */
function filesKnownTo(task: Task, tasks: readonly Task[]): ReadonlySet<string> {
  const own = Object.keys(task.inputs).map((file) => join(task.directory, file))
  const below = tasks
    .filter(({ taskId }) => task.dependencies.includes(taskId))
    .flatMap((dependency) => [...filesKnownTo(dependency, tasks)])
  return new Set([...own, ...below])
}

/** The project's files that the compiler reads for a package, its configuration included. */
function compiled(directory: string): readonly string[] {
  const files = run(join(root, directory), 'tsc', '--noEmit', '--listFilesOnly').trim().split('\n')
  const ours = files.map((file) => relative(root, file)).filter((file) => !file.includes('node_modules/'))
  return [...ours, join(directory, 'tsconfig.json'), 'tsconfig.base.json']
}

function run(cwd: string, program: string, ...args: readonly string[]): string {
  return execFileSync(join(root, 'node_modules/.bin', program), args, {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
    maxBuffer: 2 ** 26,
  })
}
