import { keyOf, parseResourceId, type ResourceId } from '../../src/arm/resource-id.ts'
import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { type Azure, endOf, pause } from './azure.ts'
import { merged } from './merged.ts'
import { endpointTo, minimalBody } from './minimal-bodies.ts'
import { presumed } from './presumed.ts'
import { region, subscription } from './stand-ins.ts'

const apiVersion = 'api-version=2024-01-01'

/** The sub-resource by which an endpoint reaches each type that examples show connections of. */
const groupIds: Readonly<Record<string, string>> = {
  'microsoft.storage/storageaccounts': 'blob',
  'microsoft.keyvault/vaults': 'vault',
  'microsoft.containerregistry/registries': 'registry',
  'microsoft.machinelearningservices/workspaces': 'amlworkspace',
}

/** Makes what an example presumes: groups, parents, what is referred to, and the resource itself. */
export class Arrangement {
  readonly #azure: Azure
  readonly #place: string
  /** Bodies that other examples show, for types that have no minimal one. */
  readonly #shown: ReadonlyMap<string, JsonObject>
  readonly #presumed: typeof presumed
  readonly #made = new Set<string>()
  readonly #networks: string[] = []

  constructor(azure: Azure, place: string | undefined, shown: ReadonlyMap<string, JsonObject>, operation: string) {
    this.#presumed = presumed.filter((entry) => entry.operation.test(operation))
    this.#azure = azure
    this.#place = place ?? region
    this.#shown = shown
  }

  has(path: string): boolean {
    return this.#made.has(keyOf(path))
  }

  canMake(path: string): boolean {
    return this.bodyOf(path) !== undefined
  }

  /** Makes a resource in the least way, once. What cannot be made is left out. */
  async ensure(path: string): Promise<void> {
    const id = parseResourceId(path)
    if (id === undefined || this.#made.has(id.key)) return
    const body = this.bodyOf(path)
    if (body === undefined) {
      await this.ensureParents(id)
      return
    }
    await this.put(path, [body])
  }

  /** Makes a resource of the first of these bodies that is accepted. */
  async put(path: string, bodies: readonly JsonObject[]): Promise<void> {
    const id = parseResourceId(path)
    if (id === undefined) return
    this.#made.add(id.key)
    await this.ensureParents(id)
    let refusal = ''
    for (const body of bodies) {
      const missing = await this.#missingFor(body, id.key)
      if (missing !== undefined) {
        refusal ||= missing
        continue
      }
      const answer = await this.#azure.send('PUT', `${id.id}?${apiVersion}`, body)
      if (answer.status < 300) {
        const { state, last } = await endOf(this.#azure, answer, `${id.id}?${apiVersion}`)
        if (state === 'Succeeded') return
        refusal ||= `ended ${state}: ${JSON.stringify(last.body)}`
      } else refusal ||= `${answer.status} ${JSON.stringify(answer.body)}`
    }
    throw new Error(`could not be made ahead: ${id.id}: ${refusal}`)
  }

  /** Everything that a body names by its id, but for what lies in the resource itself. */
  async ensureReferences(body: Json, except: string): Promise<void> {
    for (const reference of referencesIn(body)) {
      const key = keyOf(reference)
      if (key === except || key.startsWith(`${except}/`) || except.startsWith(`${key}/`)) continue
      await this.ensure(reference)
    }
  }

  async ensureParents(id: ResourceId): Promise<void> {
    if (id.type === 'Microsoft.Resources/resourceGroups') return
    if (id.group !== undefined) await this.ensure(`/subscriptions/${id.subscription}/resourceGroups/${id.group}`)
    const parent = id.id.split('/').slice(0, id.names.length > 1 ? -2 : -4)
    await this.ensure(parent.join('/'))
  }

  /** The nearest thing above a list or an action that can be made. */
  async ensureAbove(path: string): Promise<string | undefined> {
    const segments = path.split('/')
    for (let length = segments.length - 1; length > 3; length -= 1) {
      const above = segments.slice(0, length).join('/')
      if (!this.canMake(above)) continue
      await this.ensure(above)
      return above
    }
    return undefined
  }

  /** One resource that a list must then show. */
  async ensureListed(path: string): Promise<string | undefined> {
    const segments = path.split('/').filter(Boolean)
    const type = segments.slice(segments.lastIndexOf('providers') + 1)
    if (type.length % 2 !== 0 || !segments.includes('providers')) return undefined
    const at =
      segments.length === type.length + 3 && type.length === 2
        ? ['subscriptions', subscription, 'resourceGroups', 'ahead', 'providers', ...type]
        : segments
    const item = `/${[...at, nameFor(type)].join('/')}`
    if (!this.canMake(item)) return undefined
    await this.ensure(item)
    return item
  }

  /** Connects an endpoint to a target, and answers the name that Azure gave the connection. */
  async connect(target: string): Promise<string> {
    const id = parseResourceId(target)
    const groupId = groupIds[id?.type.toLowerCase() ?? '']
    if (id === undefined || groupId === undefined) throw new Error(`nothing is known of endpoints to ${target}`)
    await this.ensure(target)
    const endpoint = `/subscriptions/${id.subscription}/resourceGroups/${id.group ?? ''}/providers/Microsoft.Network/privateEndpoints/ahead-endpoint`
    await this.put(endpoint, [endpointTo(id, target, groupId)])
    const answer = await this.#azure.send('GET', `${target}?${apiVersion}`)
    // Not each provider shows their names there.
    const connection = read.text(read.list(answer.body, 'properties', 'privateEndpointConnections')[0], 'id')
    const name = connection?.split('/').at(-1)
    if (name === undefined) throw new Error(`${target} shows no connection`)
    return name
  }

  async remove(path: string): Promise<void> {
    const answer = await this.#azure.send('DELETE', `${path}?${apiVersion}`)
    if (answer.status >= 300) throw new Error(`could not be deleted ahead: ${path}: ${JSON.stringify(answer.body)}`)
    await endOf(this.#azure, answer, undefined)
    await pause(1)
  }

  /** Networks are counted as they come up, so that their addresses differ. */
  #networkOf(path: string): number {
    const network = /^.*\/virtualnetworks\/[^/]+/.exec(keyOf(path))?.[0]
    if (network === undefined) return 0
    const at = this.#networks.indexOf(network)
    return at === -1 ? this.#networks.push(network) - 1 : at
  }

  async #missingFor(body: JsonObject, except: string): Promise<string | undefined> {
    try {
      await this.ensureReferences(body, except)
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  bodyOf(path: string): JsonObject | undefined {
    const type = parseResourceId(path)?.type.toLowerCase() ?? ''
    const least =
      minimalBody(path, this.#place, { network: this.#networkOf(path), count: this.#made.size }) ??
      this.#shown.get(type)
    const presumption = this.#presumed.find((entry) => entry.bodies[type] !== undefined)
    const over = presumption?.bodies[type]
    if (least === undefined || over === undefined) return least
    return presumption?.isWhole ? over : merged(least, over)
  }
}

function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (read.isObject(value))
    return Object.entries(value).flatMap(([name, item]) => [...referencesIn(name), ...referencesIn(item)])
  if (typeof value !== 'string' || !/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\//i.test(value))
    return []
  return [value]
}

function nameFor(type: readonly string[]): string {
  const last = type.at(-1)?.toLowerCase() ?? ''
  if (last === 'privatednszones') return 'ahead.example.com'
  if (last === 'roleassignments') return 'b0f43c54-e787-4862-89b1-a653fa9cf747'
  if (last === 'onboardingstates') return 'default'
  return last === 'versions' ? '1' : 'aheadone'
}
