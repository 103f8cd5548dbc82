import type { Answer, HttpClient } from '../stage/http-client.ts'

/** What the stub says about an operation. */
export interface Asked {
  readonly isDone: boolean
  readonly retryMs: number
}

const body = JSON.stringify({
  location: 'westeurope',
  tags: { purpose: 'benchmark' },
  properties: { publicNetworkAccess: 'Disabled' },
})

/** Sends a PUT, and answers where to poll and after which time. */
export async function put(client: HttpClient, armId: string): Promise<{ pollPath: string; retryMs: number }> {
  const answer = checked(await client.request('PUT', `${armId}?api-version=2025-01-01`, body), armId)
  const operation = new URL(answer.header('azure-asyncoperation') ?? '')
  return { pollPath: operation.pathname, retryMs: Number(answer.header('retry-after-ms')) }
}

/** Asks once how far an operation is. */
export async function poll(client: HttpClient, pollPath: string): Promise<Asked> {
  const answer = checked(await client.request('GET', pollPath), pollPath)
  const { status }: { status: string } = JSON.parse(answer.body)
  return { isDone: status === 'Succeeded', retryMs: Number(answer.header('retry-after-ms') ?? 0) }
}

/** Reads a resource, and answers the values that other resources need of it. */
export async function read(client: HttpClient, armId: string): Promise<Record<string, string>> {
  const answer = checked(await client.request('GET', `${armId}?api-version=2025-01-01`), armId)
  const { properties }: { properties: Record<string, string> } = JSON.parse(answer.body)
  return { privateIp: properties.privateIPAddress ?? '', guid: properties.resourceGuid ?? '' }
}

function checked(answer: Answer, path: string): Answer {
  if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}.`)
  return answer
}
