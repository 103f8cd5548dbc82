import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDataFolder } from './open-data-folder.ts'

/** As root, PostgreSQL's user has to pass through the outermost one; he can list nothing. */
const outermost = process.getuid?.() === 0 ? 0o711 : 0o700

const modeOf = (path: string) => statSync(path).mode & 0o777

it('makes folders that nobody else can read', async () => {
  const { root, logs, simulator, compileCache } = await openDataFolder(join(temporary(), 'data'))
  expect(modeOf(root)).toBe(outermost)
  for (const path of [logs, simulator, compileCache]) expect(modeOf(path)).toBe(0o700)
})

it('closes folders that others can read', async () => {
  const root = join(temporary(), 'data')
  await openDataFolder(root)
  for (const name of ['.', 'logs', 'simulator']) {
    mkdirSync(join(root, name), { recursive: true })
    chmodSync(join(root, name), 0o755)
  }
  const { logs, simulator } = await openDataFolder(root)
  expect(modeOf(root)).toBe(outermost)
  for (const path of [logs, simulator]) expect(modeOf(path)).toBe(0o700)
})

it('does not touch a folder that is not ours', async () => {
  const root = temporary()
  mkdirSync(join(root, 'photos'))
  chmodSync(root, 0o755)
  await expect(openDataFolder(root)).rejects.toThrow('none that says it is')
  expect(modeOf(root)).toBe(0o755)
})

function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), 'palisade-data-folder-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
