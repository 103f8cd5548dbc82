import { setTimeout as delay } from 'node:timers/promises'
import { isPortFree } from './is-port-free.ts'

/** Whether the port is free, or gets free within this time: processes of a run that was killed need a moment to end. */
export async function waitUntilFree(port: number, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; ; await delay(50)) {
    if (await isPortFree(port)) return true
    if (Date.now() >= deadline) return false
  }
}
