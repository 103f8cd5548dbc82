import { spawn } from 'node:child_process'
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { startCluster, temporaryDatabase } from '../../src/index.ts'

// Run by interrupted-run.test.ts, which says in READY_FILE where to write that everything has been started.
test('it has a database, a server, a folder and a process group of its own when it is interrupted', async () => {
  await temporaryDatabase()
  await startCluster()
  mkdtempSync(join(tmpdir(), 'left-'))
  // Like the product under test: a group of its own, deaf to what a terminal sends, and its parent may die first.
  const deaf =
    'for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => {}); setInterval(() => {}, 1e6)'
  const child = spawn(process.execPath, ['-e', deaf], { detached: true, stdio: 'ignore' })
  child.unref()
  const ready = process.env.READY_FILE ?? ''
  writeFileSync(`${ready}.new`, JSON.stringify({ folder: tmpdir(), pid: child.pid }))
  renameSync(`${ready}.new`, ready)
  await new Promise(() => {})
})
