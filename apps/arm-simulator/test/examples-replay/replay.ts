import { parseResourceId } from '../../src/arm/resource-id.ts'
import type { JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import type { ArmAnswer } from '../arm.ts'
import { Arrangement } from './arrangement.ts'
import { type Azure, endOf } from './azure.ts'
import { type ExampleRequest, requestOf } from './example-request.ts'
import { merged } from './merged.ts'
import { officialDocument, officialFiles } from './official-folder.ts'
import { type Operation, Operations } from './operation.ts'
import { parametersOf, region, withStandIns } from './stand-ins.ts'
import { writableOf } from './writable.ts'

export interface Example {
  readonly file: string
  /** `network/VirtualNetworkCreate`. Two api-versions may show the same, so the version is in it too. */
  readonly name: string
  readonly provider: string
  readonly operation: Operation
  readonly request: ExampleRequest
  readonly responses: JsonObject
}

/** All official examples, each with its request. */
export function readExamples(): Example[] {
  const operations = new Operations()
  return officialFiles('examples').map((file) => {
    const example = officialDocument(`examples/${file}`)
    const parameters = parametersOf(example)
    const operation = operations.of(file, parameters)
    const [head = '', tail = ''] = file.split('__examples__')
    const responses = withStandIns(read.object(example, 'responses'))
    return {
      file,
      name: `${head.split('__')[0] ?? ''}/${head.split('__').at(-1) ?? ''}/${tail.replace('.json', '').replaceAll('__', '/')}`,
      provider: head.split('__')[0] ?? '',
      operation,
      request: requestOf(operation, parameters),
      responses: read.isObject(responses) ? responses : {},
    }
  })
}

/** The body that the first PUT among the examples shows of each type. */
export function bodiesShown(examples: readonly Example[]): Map<string, JsonObject> {
  const shown = new Map<string, JsonObject>()
  for (const { request } of examples) {
    const type = parseResourceId(request.path)?.type.toLowerCase()
    if (request.method !== 'PUT' || type === undefined || shown.has(type) || !read.isObject(request.body)) continue
    shown.set(type, request.body)
  }
  return shown
}

/** Makes what the example presumes, sends its request, and says in what the answer differs; nothing when it agrees. */
export async function replay(
  azure: Azure,
  example: Example,
  shown: ReadonlyMap<string, JsonObject>,
): Promise<string | undefined> {
  await azure.send('POST', '/_simulator/reset')
  const { operation, responses } = example
  let { request } = example
  const answers = read.object(responses, '200', 'body')
  const place = read.text(request.body, 'location') ?? read.text(answers, 'location') ?? region
  const arrangement = new Arrangement(azure, place.toLowerCase().replaceAll(' ', ''), shown, operation.name)
  const id = parseResourceId(request.path)
  const isWrite = request.method === 'PUT'
  let listed: string | undefined
  let exists = false
  try {
    if (/\/privateendpointconnections(\/|$)/i.test(request.path)) {
      const [target = '', rest = ''] = request.path.split(/\/privateEndpointConnections/i)
      const name = await arrangement.connect(target)
      exists = true
      request = { ...request, path: `${target}/privateEndpointConnections${rest === '' ? '' : `/${name}`}` }
    } else if (/\/deletedvaults(\/|$)/i.test(request.path)) {
      const name = request.path.split('/').at(-1) ?? ''
      const vault = `/subscriptions/${id?.subscription ?? parseSubscription(request.path)}/resourceGroups/ahead/providers/Microsoft.KeyVault/vaults/${/deletedvaults$/i.test(name) ? 'ahead-vault' : name}`
      await arrangement.ensure(vault)
      await arrangement.remove(vault)
    } else if (id !== undefined && !isWrite && request.method !== 'POST') {
      if (request.body !== undefined) await arrangement.ensureReferences(request.body, id.key)
      const body = request.method === 'GET' ? writableOf(answers, operation.answerSchema, operation.document) : {}
      const least = arrangement.bodyOf(request.path)
      // What Azure makes by itself is there with what it lies in.
      if (least === undefined) await arrangement.ensureParents(id)
      const bodies = [
        ...(least === undefined ? [] : [...(Object.keys(body).length > 0 ? [body] : []), merged(least, body), least]),
      ]
      if (bodies.length > 0) await arrangement.put(request.path, bodies)
      exists = arrangement.has(request.path)
    } else {
      if (id !== undefined && isWrite) await arrangement.ensureParents(id)
      else await arrangement.ensureAbove(request.path)
      if (request.body !== undefined) await arrangement.ensureReferences(request.body, id?.key ?? '')
      if (request.method === 'GET') listed = await arrangement.ensureListed(request.path)
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const answer = await azure.send(
    request.method,
    `${request.path.startsWith('/') ? '' : '/'}${request.path}?${request.query}`,
    request.body,
    request.headers,
  )
  return (
    judge(example, answer, exists) ??
    missesIn(answer, listed) ??
    (await judgeEnd(azure, { ...example, request }, answer))
  )
}

/** Its status, and the headers that its document and the example promise. */
function judge({ operation, responses, request }: Example, answer: ArmAnswer, exists: boolean): string | undefined {
  const documented = Object.keys(responses)
    .map(Number)
    .filter((status) => status < 300)
  const expected = documented.filter((status) => {
    // A create says so where it can; a delete of what is there does not say that nothing was there.
    if (request.method === 'PUT' && !exists && status === 200) return documented.every((other) => other === 200)
    return !(request.method === 'DELETE' && exists && status === 204 && documented.length > 1)
  })
  if (!expected.includes(answer.status))
    return `answers ${answer.status} ${answer.code ?? ''}, not ${expected.join(' or ')}: ${read.text(answer.body, 'error', 'message') ?? ''}`
  const promised = [
    ...(operation.headers[String(answer.status)] ?? []),
    ...Object.keys(read.object(responses, String(answer.status), 'headers')),
    ...(answer.status === 202 && operation.finalStateVia === 'location' ? ['location'] : []),
    ...(request.method === 'PUT' && operation.finalStateVia === 'azure-async-operation' && isUnderWay(answer)
      ? ['azure-asyncoperation']
      : []),
  ].map((name) => name.toLowerCase())
  const missing = [...new Set(promised)].filter((name) => answer.headers[name] === undefined)
  if (missing.length > 0) return `answers ${answer.status} without ${missing.join(' and ')}`
  const etag = read.text(answer.body, 'etag')
  if (etag !== undefined && answer.headers.etag !== etag) return `says the etag ${etag} only in its body`
  const isFollowed = answer.headers['azure-asyncoperation'] !== undefined || answer.headers.location !== undefined
  if (answer.status === 202 && operation.isLong && !isFollowed) return 'answers 202 and does not say where to ask'
  return undefined
}

function isUnderWay(answer: ArmAnswer): boolean {
  return (read.text(answer.body, 'properties', 'provisioningState') ?? 'Succeeded') !== 'Succeeded'
}

function missesIn(answer: ArmAnswer, listed: string | undefined): string | undefined {
  if (listed === undefined) return undefined
  const ids = read.list(answer.body, 'value').map((item) => read.text(item, 'id')?.toLowerCase())
  return ids.includes(listed.toLowerCase()) ? undefined : `does not list ${listed}`
}

/** What it began must end well, and leave what it promised. */
async function judgeEnd(azure: Azure, { request }: Example, answer: ArmAnswer): Promise<string | undefined> {
  const { state, last } = await endOf(azure, answer, undefined)
  if (state !== 'Succeeded') return `ended ${state}: ${JSON.stringify(last.body)}`
  if (request.method === 'GET' || request.method === 'POST') return undefined
  const path = `${request.path.startsWith('/') ? '' : '/'}${request.path}?${request.query}`
  const { last: after } = await endOf(azure, { ...answer, headers: {} }, path)
  if (request.method === 'DELETE')
    return after.status === 404 ? undefined : `is still there after its delete: ${after.status}`
  return after.status === 200 ? undefined : `is ${after.status} ${after.code ?? ''} when it is read after the write`
}

function parseSubscription(path: string): string {
  return path.split('/')[2] ?? ''
}
