import { readFileSync } from 'node:fs'

/** The request of `examples/private.json`: what the documentation shows is a file that also runs. */
export const exampleRequest: unknown = JSON.parse(
  readFileSync(new URL('../../../../examples/private.json', import.meta.url), 'utf8'),
)
