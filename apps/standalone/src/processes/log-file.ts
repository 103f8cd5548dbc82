import { closeSync, existsSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from '../data-folder/data-folder.ts'

/** Where the output of a program goes. The output of the run before is kept beside it, as `.1`. */
export class LogFile {
  readonly path: string
  readonly #descriptor: number

  constructor(folder: DataFolder, name: string) {
    this.path = join(folder.logs, `${name}.log`)
    if (existsSync(this.path)) renameSync(this.path, `${this.path}.1`)
    this.#descriptor = openSync(this.path, 'a', 0o600)
  }

  write(text: string): void {
    writeSync(this.#descriptor, text)
  }

  lastLines(count: number): string[] {
    return readFileSync(this.path, 'utf8').trimEnd().split('\n').slice(-count)
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}
