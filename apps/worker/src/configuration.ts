import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { cloudEndpoints } from '@palisade/azure'
import { defaultRetention, type Retention } from '@palisade/store'

type Cloud = keyof typeof cloudEndpoints

export interface Configuration {
  readonly databaseUrl: string
  readonly queueUrl: string
  /**
   * The worker's name. One that comes back under its old name on the same machine takes up at once what it had in hand;
   * two that live under one name are told apart.
   */
  readonly name: string
  /** Calls to Azure at a time. */
  readonly concurrency: number
  /** Jobs in hand at a time. What Azure works on costs nothing but memory, so this is a bound of that. */
  readonly jobsAtMost: number
  /** How long what has ended is kept. */
  readonly retention: Retention
  readonly logLevel: string
  readonly heartbeatFile: string | undefined
  readonly azure: {
    /** The cloud that workspaces are made in. The API has to be told the same one. */
    readonly cloud: Cloud
    /** Where Azure Resource Manager is, where that is not the cloud's own endpoint. */
    readonly endpoint: string | undefined
    /** The certificate authority of an endpoint that is not Azure's own, as PEM. */
    readonly ca: string | undefined
    readonly credential: 'default' | 'simulator'
    /** Who calls Azure: it counts calls by caller, and so do workers that share an identity. */
    readonly principal: string
    /** How many times faster than Azure the endpoint works: 1, except for the simulator. */
    readonly timeScale: number
  }
}

/** Says all that is wrong with a configuration at once. */
export class InvalidConfiguration extends Error {
  constructor(problems: readonly string[]) {
    super(['The worker cannot start:', ...problems.map((problem) => `- ${problem}`)].join('\n'))
    this.name = 'InvalidConfiguration'
  }
}

/**
 * Reads the configuration from the environment.
 * @throws InvalidConfiguration
 */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const problems: string[] = []
  const number = (name: string, otherwise: number, min: number): number => {
    const value = Number(env[name] ?? otherwise)
    if (!Number.isFinite(value) || value < min) problems.push(`${name} must be a number of at least ${min}.`)
    return value
  }

  const databaseUrl = env.PALISADE_DATABASE_URL ?? ''
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) problems.push('PALISADE_DATABASE_URL must be a postgres:// URL.')
  const queueUrl = env.PALISADE_QUEUE_URL ?? databaseUrl
  if (!/^(postgres(ql)?|rediss?):\/\//.test(queueUrl))
    problems.push('PALISADE_QUEUE_URL must be a redis:// or postgres:// URL.')

  const credential = env.PALISADE_AZURE_CREDENTIAL ?? 'default'
  if (credential !== 'default' && credential !== 'simulator') {
    problems.push('PALISADE_AZURE_CREDENTIAL must be "default" or "simulator".')
  }
  const cloud = env.PALISADE_CLOUD || 'AzurePublic'
  if (!isCloud(cloud)) {
    problems.push(`PALISADE_CLOUD must be one of ${Object.keys(cloudEndpoints).join(', ')}, not "${cloud}".`)
  }
  const endpoint = env.PALISADE_AZURE_ENDPOINT
  if (endpoint !== undefined && !endpoint.startsWith('https://'))
    problems.push('PALISADE_AZURE_ENDPOINT must be an https:// URL.')
  const caFile = env.PALISADE_AZURE_CA_FILE
  let ca: string | undefined
  try {
    ca = caFile === undefined ? undefined : readFileSync(caFile, 'utf8')
  } catch {
    problems.push(`PALISADE_AZURE_CA_FILE: ${caFile} cannot be read.`)
  }

  const configuration: Configuration = {
    databaseUrl,
    queueUrl,
    name: env.PALISADE_WORKER_NAME ?? `${hostname()}-${process.pid}`,
    concurrency: number('PALISADE_WORKER_CONCURRENCY', 100, 1),
    jobsAtMost: number('PALISADE_WORKER_JOBS', 2_000, 1),
    retention: {
      jobDays: number('PALISADE_RETENTION_JOB_DAYS', defaultRetention.jobDays, 1),
      idempotencyDays: number('PALISADE_RETENTION_IDEMPOTENCY_DAYS', defaultRetention.idempotencyDays, 1),
      auditDays: number('PALISADE_RETENTION_AUDIT_DAYS', defaultRetention.auditDays, 1),
    },
    logLevel: env.PALISADE_LOG_LEVEL ?? 'info',
    heartbeatFile: env.PALISADE_WORKER_HEARTBEAT_FILE,
    azure: {
      cloud: isCloud(cloud) ? cloud : 'AzurePublic',
      endpoint,
      ca,
      credential: credential === 'simulator' ? 'simulator' : 'default',
      principal: env.AZURE_CLIENT_ID ?? 'default',
      timeScale: number('PALISADE_AZURE_TIME_SCALE', 1, 1),
    },
  }
  if (problems.length > 0) throw new InvalidConfiguration(problems)
  return configuration
}

function isCloud(name: string): name is Cloud {
  return Object.hasOwn(cloudEndpoints, name)
}
