import { type Cloud, cloudHosts } from '@palisade/facts'
import { isLoopback } from '../hosts/is-loopback.ts'
import { type StreamLimits, usualStreamLimits } from '../jobs/event-streams.ts'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** How one API process is run. */
export interface ApiConfiguration {
  readonly databaseUrl: string
  /** Where ticks go: the same database, or Redis. */
  readonly queueUrl: string
  /** The cloud that workspaces are made in. The workers have to be told the same one. */
  readonly cloud: Cloud
  readonly host: string
  readonly port: number
  /** It may listen for others: the container's port is published on the host's loopback only. */
  readonly isInContainer: boolean
  readonly logLevel: LogLevel
  /** How many event streams may be open at once. */
  readonly streams: StreamLimits
  /** Host names that it answers for beside this machine's own. */
  readonly allowedHosts: readonly string[]
}

/** All that is wrong with a configuration, one sentence each. */
export class InvalidConfiguration extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'InvalidConfiguration'
    this.problems = problems
  }
}

/** Reads the configuration from the environment. Throws `InvalidConfiguration` with all problems at once. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): ApiConfiguration {
  const problems: string[] = []
  const databaseUrl = env.PALISADE_DATABASE_URL ?? ''
  const queueUrl = env.PALISADE_QUEUE_URL || databaseUrl
  const cloud = env.PALISADE_CLOUD || 'AzurePublic'
  const host = env.PALISADE_API_HOST || '127.0.0.1'
  const port = env.PALISADE_API_PORT || '8080'
  const level = env.PALISADE_LOG_LEVEL || 'info'
  const isInContainer = env.PALISADE_API_IN_CONTAINER === 'true'
  const countOf = (name: string, otherwise: number): number => {
    const text = env[name] || `${otherwise}`
    if (!/^[1-9][0-9]{0,5}$/.test(text)) problems.push(`${name} has to be a number from 1 to 999999, not "${text}".`)
    return Number(text)
  }
  const logLevel = logLevels.find((known) => known === level)

  if (!hasScheme(databaseUrl, ['postgres:', 'postgresql:'])) {
    problems.push('PALISADE_DATABASE_URL has to be a URL such as postgres://user:password@host:5432/palisade.')
  }
  if (queueUrl !== databaseUrl && !hasScheme(queueUrl, ['postgres:', 'postgresql:', 'redis:', 'rediss:'])) {
    problems.push('PALISADE_QUEUE_URL has to be a URL that begins with postgres:// or redis://, or be left out.')
  }
  if (!isCloud(cloud)) {
    problems.push(`PALISADE_CLOUD has to be one of ${Object.keys(cloudHosts).join(', ')}, not "${cloud}".`)
  }
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) {
    problems.push(`PALISADE_API_PORT has to be a port from 0 to 65535, not "${port}".`)
  }
  if (logLevel === undefined) {
    problems.push(`PALISADE_LOG_LEVEL has to be one of ${logLevels.join(', ')}, not "${level}".`)
  }
  if (!isLoopback(host) && !isInContainer) {
    problems.push(
      `PALISADE_API_HOST is "${host}", which others can reach, and there is no sign-in yet. Leave it at 127.0.0.1; in a ` +
        "container whose port is published on the host's loopback only, set PALISADE_API_IN_CONTAINER=true.",
    )
  }
  const streams = {
    perAddress: countOf('PALISADE_API_STREAMS_PER_ADDRESS', usualStreamLimits.perAddress),
    inAll: countOf('PALISADE_API_STREAMS', usualStreamLimits.inAll),
  }
  if (problems.length > 0 || logLevel === undefined || !isCloud(cloud)) throw new InvalidConfiguration(problems)
  const allowedHosts = (env.PALISADE_API_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return { databaseUrl, queueUrl, cloud, host, port: Number(port), isInContainer, logLevel, streams, allowedHosts }
}

function isCloud(name: string): name is Cloud {
  return Object.hasOwn(cloudHosts, name)
}

function hasScheme(text: string, schemes: readonly string[]): boolean {
  const url = URL.parse(text)
  return url !== null && schemes.includes(url.protocol)
}
