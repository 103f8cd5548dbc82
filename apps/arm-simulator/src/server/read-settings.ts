import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Json } from '../json/json.ts'
import type { SimulatorOptions } from './start-simulator.ts'

export const help = `A simulator of Azure Resource Manager over HTTPS.

  --port <n>          port to listen on; 0 takes any free one (8443)     ARM_SIMULATOR_PORT
  --host <address>    address to listen on (127.0.0.1)                   ARM_SIMULATOR_HOST
  --data <folder>     where state and certificate are kept (in memory)   ARM_SIMULATOR_DATA
  --time-scale <n>    simulated seconds per second (1)                   ARM_SIMULATOR_TIME_SCALE
  --throttling <how>  documented: calls are counted and refused as Azure does; off (off)   ARM_SIMULATOR_THROTTLING
  --faults <file>     what goes wrong, as JSON (nothing)                 ARM_SIMULATOR_FAULTS
  --seed <n>          chance is the same for the same seed (1)           ARM_SIMULATOR_SEED
  --record <file>     appends each exchange as a line of JSON            ARM_SIMULATOR_RECORD
  --help              this text

  ARM_SIMULATOR_PUBLIC_NAME   one more host name for the certificate`

/** What the command line says, and the environment where it is silent. */
export function readSettings(argv: string[], env: Record<string, string | undefined>): SimulatorOptions | 'help' {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      'time-scale': { type: 'string' },
      throttling: { type: 'string' },
      faults: { type: 'string' },
      seed: { type: 'string' },
      record: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return 'help'
  const dataFolder = values.data ?? (env.ARM_SIMULATOR_DATA || undefined)
  const publicName = env.ARM_SIMULATOR_PUBLIC_NAME || undefined
  const port = numberOf('port', values.port ?? (env.ARM_SIMULATOR_PORT || '8443'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`--port must be from 0 to 65535, not ${port}`)
  const timeScale = numberOf('time-scale', values['time-scale'] ?? (env.ARM_SIMULATOR_TIME_SCALE || '1'))
  if (timeScale <= 0) throw new RangeError(`--time-scale must be more than 0, not ${timeScale}`)
  const throttling = values.throttling ?? (env.ARM_SIMULATOR_THROTTLING || 'off')
  if (throttling !== 'documented' && throttling !== 'off')
    throw new RangeError(`--throttling must be documented or off, not '${throttling}'`)
  const faultsFile = values.faults ?? (env.ARM_SIMULATOR_FAULTS || undefined)
  const record = values.record ?? (env.ARM_SIMULATOR_RECORD || undefined)
  return {
    port,
    host: values.host ?? (env.ARM_SIMULATOR_HOST || '127.0.0.1'),
    timeScale,
    throttling,
    seed: numberOf('seed', values.seed ?? (env.ARM_SIMULATOR_SEED || '1')),
    ...(faultsFile === undefined ? {} : { faults: JSON.parse(readFileSync(faultsFile, 'utf8')) as Json }),
    ...(record === undefined ? {} : { record }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(publicName === undefined ? {} : { publicName }),
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new RangeError(`--${name} must be a number, not '${text}'`)
  return value
}
