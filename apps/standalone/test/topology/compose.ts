import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** What a service of `docker-compose.yml` says that matters outside of Docker. */
export interface Service {
  readonly command?: string[]
  readonly environment?: Record<string, string>
  readonly healthcheck?: { readonly test: string[] }
  readonly ports?: string[]
  readonly depends_on?: Record<string, unknown>
}

/** The services of `docker-compose.yml`, with the defaults of its variables filled in. */
export function composeServices(): Record<string, Service> {
  const text = readFileSync(new URL('../../../../docker-compose.yml', import.meta.url), 'utf8')
  const file: { services: Record<string, Service> } = parse(
    text.replaceAll(/\$\{\w+:-([^}]*)\}/g, (_, otherwise: string) => otherwise),
    { merge: true },
  )
  return file.services
}
