import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { until } from './until.ts'

interface Call {
  readonly resourceId: string | null
  readonly effect: 'created' | 'updated' | 'deleted' | 'none'
}

interface Resource {
  readonly id: string
  readonly type: string
  readonly body: ResourceBody
}

/** A resource as Azure shows it. */
interface ResourceBody {
  readonly [property: string]: unknown
  readonly id?: string
  readonly properties?: { readonly provisioningState?: string; readonly [property: string]: unknown }
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** The token of somebody who is not the product. Nobody looks at its signature. */
const somebody = `e30.${Buffer.from(JSON.stringify({ oid: '5033b0d7-0000-0000-0000-000000000000' })).toString('base64url')}.`

/** Who the product is in the simulator: whoever has a token that says nothing of its owner. */
export const productPrincipal = '00000000-0000-0000-0000-00000000a0a0'

/** Any well-formed one is taken. */
const apiVersion = '2025-01-01'

/** What exists in the simulated Azure, and what was asked of it; also what others than the product do there. */
export class SimulatedAzure {
  readonly #data: string
  /** For those who ask much. What is killed now and then is asked over a new connection each time. */
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 })

  constructor(data: string) {
    this.#data = data
  }

  ledger(): Promise<Call[]> {
    return this.#items('ledger')
  }

  resources(): Promise<Resource[]> {
    return this.#items('resources')
  }

  /** What roles must allow the product, by what it did so far. */
  actionsOfProduct(): Promise<string[]> {
    return this.#items(`actions?principal=${productPrincipal}`)
  }

  deleted(): Promise<Resource[]> {
    return this.#items('deleted')
  }

  /** A resource; undefined where there is none. */
  async get(id: string): Promise<ResourceBody | undefined> {
    const { status, text } = await this.#arm('GET', id)
    return status === 404 ? undefined : JSON.parse(text)
  }

  /** The resources of one type in a resource group. */
  async list(group: string, type: string): Promise<ResourceBody[]> {
    const { status, text } = await this.#arm('GET', `${group}/providers/${type}`)
    return status === 404 ? [] : JSON.parse(text).value
  }

  /** Makes a resource as somebody else would, and waits until it is made. */
  async make(id: string, body: object): Promise<void> {
    const { status, text } = await this.#arm('PUT', id, body)
    if (status >= 300) throw new Error(`Azure refuses ${id}: ${text}`)
    await until(`${id} to be made`, async () => {
      const state = (await this.get(id))?.properties?.provisioningState ?? 'Succeeded'
      return state === 'Succeeded' ? true : undefined
    })
  }

  /** Takes a resource away as somebody else would, and waits until it is gone. */
  async take(id: string): Promise<void> {
    const { status, text } = await this.#arm('DELETE', id)
    if (status >= 300) throw new Error(`Azure refuses to delete ${id}: ${text}`)
    await until(`${id} to be gone`, async () => ((await this.get(id)) === undefined ? true : undefined))
  }

  /** Lets something go wrong once, as the README of the simulator says. */
  async fault(fault: object): Promise<void> {
    const { status, text } = await this.#ask('POST', '/_simulator/faults', false, fault)
    if (status >= 300) throw new Error(`The simulator refuses the fault: ${text}`)
  }

  #arm(method: 'GET' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer> {
    return this.#ask(method, `${path}?api-version=${apiVersion}`, this.#agent, body)
  }

  async #items<T>(path: string): Promise<T[]> {
    return JSON.parse((await this.#ask('GET', `/_simulator/${path}`, false)).text).items
  }

  #ask(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, agent: Agent | false, body?: object): Promise<Answer> {
    const { simulator }: { simulator: number } = JSON.parse(readFileSync(join(this.#data, 'ports.json'), 'utf8'))
    const ca = readFileSync(join(this.#data, 'simulator', 'ca.pem'))
    const token = path.startsWith('/_simulator/')
      ? readFileSync(join(this.#data, 'simulator', 'control-token'), 'utf8')
      : somebody
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return new Promise((resolve, reject) => {
      request(`https://127.0.0.1:${simulator}${path}`, { method, headers, ca, agent }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
        .on('error', reject)
        .end(body === undefined ? undefined : JSON.stringify(body))
    })
  }
}
