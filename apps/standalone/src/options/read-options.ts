import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { InvalidOptions } from './invalid-options.ts'
import type { Options } from './options.ts'

const repository = fileURLToPath(new URL('../../../..', import.meta.url))

const known = {
  fresh: { type: 'boolean' },
  'no-sample': { type: 'boolean' },
  port: { type: 'string' },
  'time-scale': { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Reads the command line, and what npm made of it: `npm start --fresh` without `--` in between reaches us as an
 * environment variable. Throws `InvalidOptions`.
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options | 'help' {
  const values = parse([...swallowedByNpm(env), ...args])
  if (values.help === true) return 'help'
  return {
    fresh: values.fresh ?? false,
    sample: !(values['no-sample'] ?? false),
    port: numberOf('port', values.port ?? '8080', { from: 1, to: 65_535 }),
    timeScale: numberOf('time-scale', values['time-scale'] ?? '60', { from: 1, to: 10_000 }),
    dataFolder: values.data === undefined ? resolve(repository, '.palisade') : resolve(values.data),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: known, allowPositionals: false }).values
  } catch (error) {
    // Node's messages go on to explain how to pass a file name that begins with a dash.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new InvalidOptions(`${sentence?.replace(/\.$/, '')}.`)
  }
}

function swallowedByNpm(env: NodeJS.ProcessEnv): string[] {
  if (env.npm_lifecycle_event !== 'start') return []
  const args: string[] = []
  if (env.npm_config_fresh === 'true') args.push('--fresh')
  // npm reads --no-sample as "sample: false", and writes false as nothing.
  if (env.npm_config_sample === '') args.push('--no-sample')
  for (const name of ['port', 'time-scale', 'data'] as const) {
    const value = env[`npm_config_${name.replace('-', '_')}`]
    if (value === undefined) continue
    // "--port 9000" becomes "port: true" and a word without meaning; only "--port=9000" keeps its value.
    if (value === 'true')
      throw new InvalidOptions(`npm keeps the value of --${name} for itself: write "npm start -- --${name} …".`)
    args.push(`--${name}=${value}`)
  }
  return args
}

function numberOf(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= from && number <= to) return number
  throw new InvalidOptions(`--${name} has to be a whole number from ${from} to ${to}, not "${text}".`)
}
