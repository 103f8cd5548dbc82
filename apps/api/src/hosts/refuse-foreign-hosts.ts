import type { FastifyInstance } from 'fastify'
import { Refusal } from '../problems/refusal.ts'
import { isLoopback } from './is-loopback.ts'

/** Probes ask by the address of the container, and learn nothing that anyone could use. */
const open = new Set(['/healthz', '/readyz'])

/**
 * Refuses requests for other names than this machine's own and the configured ones. Without it a web page could point
 * a name of its own at 127.0.0.1 and speak to this API from the browser of whoever visits it (DNS rebinding).
 */
export function refuseForeignHosts(app: FastifyInstance, allowedHosts: readonly string[]): void {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  app.addHook('onRequest', async (request) => {
    const name = hostName(request.headers.host ?? '')
    if (isLoopback(name) || allowed.has(name) || open.has(request.url)) return
    throw new Refusal('host-not-allowed', `This server does not answer for the host "${name.slice(0, 100)}".`)
  })
}

/** The host of a Host header, without its port. */
function hostName(header: string): string {
  return header.toLowerCase().replace(/:[0-9]*$/, '')
}
