import { cpuMs } from '../stage/cpu-time.ts'
import { HttpClient } from '../stage/http-client.ts'
import { quantile } from '../stage/statistics.ts'

/** One request to send. */
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

/** What a load did to a server and to its database. CPU is in milliseconds per request. */
export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly serverCpu: number
  readonly databaseCpu: number
  /** Size of one answer. */
  readonly kilobytes: number
}

/**
 * Sends calls over so many connections, each as soon as the one before is answered, until there are no more.
 * Some are sent before and not counted: a server is slow until its code is compiled.
 * @throws when an answer has another status than `status`.
 */
export async function load(options: {
  readonly url: string
  /** Sent first, and not measured. */
  readonly warmUp: Iterable<Call>
  readonly calls: Iterable<Call>
  readonly connections: number
  readonly status: number
  readonly serverPid: number
  readonly databasePid: number
}): Promise<LoadResult> {
  const { connections, serverPid, databasePid } = options
  const client = new HttpClient(options.url, connections)
  const times: number[] = []
  let bytes = 0
  const send = async (some: Iterable<Call>): Promise<void> => {
    for (const { method, path, body } of some) {
      const begun = performance.now()
      const answer = await client.request(method, path, body)
      times.push(performance.now() - begun)
      bytes = Buffer.byteLength(answer.body)
      if (answer.status !== options.status)
        throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body.slice(0, 500)}`)
    }
  }
  // All connections take from one iterator, so each call is sent once.
  const all = async (calls: Iterable<Call>): Promise<void> => {
    const shared = Iterator.from(calls)
    await Promise.all(Array.from({ length: connections }, () => send(shared)))
  }
  try {
    await all(options.warmUp)
    times.length = 0
    const cpu = (): [number, number] => [cpuMs(serverPid), cpuMs(databasePid)]
    const [serverBefore, databaseBefore] = cpu()
    const begun = performance.now()
    await all(options.calls)
    const seconds = (performance.now() - begun) / 1_000
    const [serverAfter, databaseAfter] = cpu()
    return {
      requests: times.length,
      perSecond: times.length / seconds,
      p50Ms: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      serverCpu: (serverAfter - serverBefore) / times.length,
      databaseCpu: (databaseAfter - databaseBefore) / times.length,
      kilobytes: bytes / 1_024,
    }
  } finally {
    client.close()
  }
}

/** The same call for so many seconds, beginning when the first is asked for. */
export function* forSeconds(seconds: number, call: Call): Generator<Call> {
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) yield call
}
