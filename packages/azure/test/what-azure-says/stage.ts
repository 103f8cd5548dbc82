import { request } from 'node:https'
import type { Simulator } from '@palisade/arm-simulator'
import type { Json } from '@palisade/contract'
import { credentialFor, type Gateway, type GatewayResource, openGateway } from '../../src/index.ts'
import { bringAbout, takeAway } from '../support/drive.ts'
import { example } from '../support/examples.ts'

/** An Azure in which something is made to go wrong, with the gateway in front of it. */
export interface Stage {
  readonly gateway: Gateway
  /** Makes the examples with these ids, one after the other. */
  readonly make: (...ids: string[]) => Promise<void>
  readonly take: (id: string) => Promise<void>
  /** A call of somebody else, who may do everything and whom nobody counts. Answers when the call is answered. */
  readonly other: (method: string, path: string, body?: Json) => Promise<Answer>
  /** A PUT of somebody else, to its end. */
  readonly otherMakes: (id: string, body: Json) => Promise<void>
  readonly fault: (fault: Json) => Promise<void>
  readonly quota: (quota: Json) => Promise<void>
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** A token whose claims name another principal than the one that the gateway comes as. */
const claims = Buffer.from(JSON.stringify({ oid: '00000000-0000-0000-0000-0000000000ff' })).toString('base64url')
const authorization = `Bearer e30.${claims}.x`

export async function openStage({
  url,
  ca,
  controlToken,
}: Pick<Simulator, 'url' | 'ca' | 'controlToken'>): Promise<Stage> {
  const gateway = openGateway({ endpoint: url, ca, credential: await credentialFor({ mode: 'simulator' }) })
  const other: Stage['other'] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const isControl = path.startsWith('/_simulator/')
      const at = isControl ? path : `${path}?api-version=2024-01-01`
      const content = body === undefined ? '' : JSON.stringify(body)
      request(
        new URL(at, url),
        {
          method,
          ca,
          headers: {
            authorization: isControl ? `Bearer ${controlToken}` : authorization,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(content),
          },
        },
        async (answer) => resolve({ status: answer.statusCode ?? 0, text: (await answer.toArray()).join('') }),
      )
        .on('error', reject)
        .end(content)
    })
  const sure: Stage['other'] = async (method, path, body) => {
    const answer = await other(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer
  }
  return {
    gateway,
    other: sure,
    make: async (...ids) => {
      for (const id of ids) await bringAbout(gateway, example(id))
    },
    take: async (id) => {
      await takeAway(gateway, example(id))
    },
    otherMakes: async (id, body) => {
      await sure('PUT', id, body)
      for (;;) {
        const { status, text } = await other('GET', id)
        // Some are not found until they are made.
        if (status === 200 && !/"provisioningState":"(Updating|Creating|Accepted|InProgress)"/.test(text)) return
      }
    },
    fault: async (fault) => {
      await sure('POST', '/_simulator/faults', fault)
    },
    quota: async (quota) => {
      await sure('PUT', '/_simulator/quotas', quota)
    },
  }
}

/** The example with another body, or with the parts of its `properties` that are given. */
export function changed(id: string, properties: Readonly<Record<string, Json>>): GatewayResource {
  const resource = example(id)
  const body = Object(resource.body)
  return { ...resource, body: { ...body, properties: { ...body.properties, ...properties } } }
}

/** The example under another name. */
export function renamed(id: string, name: string): GatewayResource {
  return { ...example(id), name, id: id.replace(/[^/]+$/, name) }
}
