import { spawnSync } from 'node:child_process'
import type { Account } from './account.ts'

/** Whether an account can use a folder. Asks the system and not the mode bits: access lists, mounts and every parent have a say. */
export function canEnter(path: string, account: Account): boolean {
  if (account === undefined) return true
  return spawnSync('test', ['-x', path], { ...account, cwd: '/' }).status === 0
}
