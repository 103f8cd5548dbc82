import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Json } from '../json/json.ts'
import type { SimulatorOptions } from './start-simulator.ts'

export const help = `A simulator of Azure Resource Manager over HTTPS.

  --port <n>          port to listen on; 0 takes any free one (8443)     ARM_SIMULATOR_PORT
  --host <address>    address to listen on (127.0.0.1)                   ARM_SIMULATOR_HOST
  --data <folder>     where state and certificate are kept (in memory)   ARM_SIMULATOR_DATA
  --time-scale <n>    simulated seconds per second (1)                   ARM_SIMULATOR_TIME_SCALE
  --jitter <n>        share by which operations are quicker or slower, 0 to 1 (0)   ARM_SIMULATOR_JITTER
  --throttling <how>  documented: calls are counted and refused as Azure does; off (off)   ARM_SIMULATOR_THROTTLING
  --faults <file>     what goes wrong, as JSON (nothing)                 ARM_SIMULATOR_FAULTS
  --roles <file>      what each caller may do, as JSON (everything)      ARM_SIMULATOR_ROLES
  --require-sign-in   takes only tokens that it gave out itself          ARM_SIMULATOR_REQUIRE_SIGN_IN=true
  --seed <n>          chance is the same for the same seed (1)           ARM_SIMULATOR_SEED
  --record <file>     appends each exchange as a line of JSON            ARM_SIMULATOR_RECORD
  --late-conflicts <n>       share of conflicting writes that fail only at their end (0)    ARM_SIMULATOR_LATE_CONFLICTS
  --visibility-delay <n>     seconds until what was made is found (0)                       ARM_SIMULATOR_VISIBILITY_DELAY
  --principal-delay <n>      seconds until a new identity can be given roles (0)            ARM_SIMULATOR_PRINCIPAL_DELAY
  --service-link <n>         seconds that a subnet is held after the last compute in it (0) ARM_SIMULATOR_SERVICE_LINK
  --network-policies <how>   subnets with network policies: refused or accepted (refused)   ARM_SIMULATOR_NETWORK_POLICIES
  --unregistered <namespaces>  providers to register with first, such as Microsoft.Compute,Microsoft.Storage   ARM_SIMULATOR_UNREGISTERED
  --role-delay <n>    seconds until a role that is assigned has its effect (0)   ARM_SIMULATOR_ROLE_DELAY
  --page-size <n>     items in one page of a list (1000)                 ARM_SIMULATOR_PAGE_SIZE
  --quotas <file>     how much subscriptions may have, as JSON (much)    ARM_SIMULATOR_QUOTAS
  --help              this text

  ARM_SIMULATOR_PUBLIC_NAME     one more host name, for the certificate and the control paths
  ARM_SIMULATOR_CONTROL_TOKEN   what /_simulator/... wants as a bearer token; otherwise the file control-token of the data
                                folder has it, or a line of the output`

/** What the command line says, and the environment where it is silent. */
export function readSettings(argv: string[], env: Record<string, string | undefined>): SimulatorOptions | 'help' {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      'time-scale': { type: 'string' },
      jitter: { type: 'string' },
      throttling: { type: 'string' },
      faults: { type: 'string' },
      roles: { type: 'string' },
      'require-sign-in': { type: 'boolean' },
      seed: { type: 'string' },
      record: { type: 'string' },
      'late-conflicts': { type: 'string' },
      'visibility-delay': { type: 'string' },
      'principal-delay': { type: 'string' },
      'service-link': { type: 'string' },
      'network-policies': { type: 'string' },
      'role-delay': { type: 'string' },
      'page-size': { type: 'string' },
      quotas: { type: 'string' },
      unregistered: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return 'help'
  const dataFolder = values.data ?? (env.ARM_SIMULATOR_DATA || undefined)
  const publicName = env.ARM_SIMULATOR_PUBLIC_NAME || undefined
  const controlToken = env.ARM_SIMULATOR_CONTROL_TOKEN || undefined
  const port = numberOf('port', values.port ?? (env.ARM_SIMULATOR_PORT || '8443'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`--port must be from 0 to 65535, not ${port}`)
  const timeScale = numberOf('time-scale', values['time-scale'] ?? (env.ARM_SIMULATOR_TIME_SCALE || '1'))
  if (timeScale <= 0) throw new RangeError(`--time-scale must be more than 0, not ${timeScale}`)
  const throttling = values.throttling ?? (env.ARM_SIMULATOR_THROTTLING || 'off')
  if (throttling !== 'documented' && throttling !== 'off')
    throw new RangeError(`--throttling must be documented or off, not '${throttling}'`)
  const faultsFile = values.faults ?? (env.ARM_SIMULATOR_FAULTS || undefined)
  const habit = (name: 'late-conflicts' | 'visibility-delay' | 'principal-delay' | 'service-link'): number =>
    numberOf(name, values[name] ?? (env[`ARM_SIMULATOR_${name.toUpperCase().replaceAll('-', '_')}`] || '0'))
  const networkPolicies = values['network-policies'] ?? (env.ARM_SIMULATOR_NETWORK_POLICIES || 'refused')
  if (networkPolicies !== 'refused' && networkPolicies !== 'accepted')
    throw new RangeError(`--network-policies must be refused or accepted, not '${networkPolicies}'`)
  const quotasFile = values.quotas ?? (env.ARM_SIMULATOR_QUOTAS || undefined)
  const unregistered = values.unregistered ?? (env.ARM_SIMULATOR_UNREGISTERED || '')
  const rolesFile = values.roles ?? (env.ARM_SIMULATOR_ROLES || undefined)
  const record = values.record ?? (env.ARM_SIMULATOR_RECORD || undefined)
  return {
    port,
    host: values.host ?? (env.ARM_SIMULATOR_HOST || '127.0.0.1'),
    timeScale,
    jitter: numberOf('jitter', values.jitter ?? (env.ARM_SIMULATOR_JITTER || '0')),
    throttling,
    lateConflicts: habit('late-conflicts'),
    visibilityDelaySeconds: habit('visibility-delay'),
    principalDelaySeconds: habit('principal-delay'),
    serviceLinkSeconds: habit('service-link'),
    networkPolicies,
    unregistered: unregistered
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    seed: numberOf('seed', values.seed ?? (env.ARM_SIMULATOR_SEED || '1')),
    ...(faultsFile === undefined ? {} : { faults: JSON.parse(readFileSync(faultsFile, 'utf8')) as Json }),
    pageSize: numberOf('page-size', values['page-size'] ?? (env.ARM_SIMULATOR_PAGE_SIZE || '1000')),
    roleDelaySeconds: numberOf('role-delay', values['role-delay'] ?? (env.ARM_SIMULATOR_ROLE_DELAY || '0')),
    ...(quotasFile === undefined ? {} : { quotas: JSON.parse(readFileSync(quotasFile, 'utf8')) as Json }),
    ...(rolesFile === undefined ? {} : { roles: JSON.parse(readFileSync(rolesFile, 'utf8')) as Json }),
    requireSignIn: values['require-sign-in'] ?? env.ARM_SIMULATOR_REQUIRE_SIGN_IN === 'true',
    ...(record === undefined ? {} : { record }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(publicName === undefined ? {} : { publicName }),
    ...(controlToken === undefined ? {} : { controlToken }),
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new RangeError(`--${name} must be a number, not '${text}'`)
  return value
}
