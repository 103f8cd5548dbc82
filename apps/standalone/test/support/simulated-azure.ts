import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'

interface Call {
  readonly resourceId: string | null
  readonly effect: 'created' | 'updated' | 'deleted' | 'none'
}

interface Resource {
  readonly id: string
  readonly type: string
}

/** What exists in the simulated Azure, and what was asked of it. */
export class SimulatedAzure {
  readonly #data: string

  constructor(data: string) {
    this.#data = data
  }

  ledger(): Promise<Call[]> {
    return this.#items('ledger')
  }

  resources(): Promise<Resource[]> {
    return this.#items('resources')
  }

  deleted(): Promise<Resource[]> {
    return this.#items('deleted')
  }

  #items<T>(path: string): Promise<T[]> {
    const { simulator }: { simulator: number } = JSON.parse(readFileSync(join(this.#data, 'ports.json'), 'utf8'))
    const ca = readFileSync(join(this.#data, 'simulator', 'ca.pem'))
    return new Promise((resolve, reject) => {
      get(`https://127.0.0.1:${simulator}/_simulator/${path}`, { ca, agent: false }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve(JSON.parse(text).items))
      }).on('error', reject)
    })
  }
}
