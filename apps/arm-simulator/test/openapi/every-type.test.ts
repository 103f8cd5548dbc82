import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ArmType } from '../../src/arm/arm-type.ts'
import { Types } from '../../src/arm/types.ts'
import { type Simulator, startSimulator } from '../../src/index.ts'
import type { JsonObject } from '../../src/json/json.ts'
import type { ArmAnswer } from '../arm.ts'
import { Arrangement } from '../examples-replay/arrangement.ts'
import { type Azure, azureOf, endOf } from '../examples-replay/azure.ts'
import { describeAgainstDocuments } from '../examples-replay/describe-against-documents.ts'
import { bodiesShown, readExamples } from '../examples-replay/replay.ts'
import { Contract } from './contract.ts'
import type { Exchange } from './exchange.ts'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'
import { recorded } from './recorded.ts'
import { sampleBodies, sampleDelete, samplePatch, samplePath } from './samples.ts'

const apiVersion = 'api-version=2024-04-01'

/** What a private endpoint can lead to, and what it then shows of it. */
const targets = [
  'Microsoft.ContainerRegistry/registries',
  'Microsoft.KeyVault/vaults',
  'Microsoft.MachineLearningServices/workspaces',
  'Microsoft.Storage/storageAccounts',
]

describeAgainstDocuments('one of each type, against the documents', () => {
  let simulator: Simulator
  let wire: Azure
  const exchanges: Exchange[] = []
  const findings: Finding[] = []
  const refused: string[] = []

  beforeAll(async () => {
    simulator = await startSimulator({ timeScale: 1e7 })
    wire = azureOf(simulator)
    const azure = recorded(wire, exchanges)
    const contract = new Contract()
    const shown = bodiesShown(readExamples())
    const arrange = async (): Promise<Arrangement> => {
      await azure.send('POST', '/_simulator/reset')
      return new Arrangement(azure, undefined, shown, '')
    }
    const noticed = async (method: string, path: string, body?: JsonObject, query = ''): Promise<ArmAnswer> => {
      const answer = await azure.send(method, `${path}?${apiVersion}${query}`, body)
      if (answer.status >= 400) refused.push(`${method} ${path}: ${answer.status} ${answer.code ?? ''}`)
      return answer
    }
    for (const type of (await Types.load()).all()) {
      const path = samplePath(type.type)
      if (contract.operationOf('GET', path) === undefined) {
        findings.push(...contract.check({ method: 'GET', path, query: '', status: 200 }))
        continue
      }
      const arrangement = await arrange()
      for (const [before, body] of Object.entries(sampleBodies[type.type] ?? {})) await arrangement.put(before, [body])
      await arrangement.ensure(path)
      await noticed('GET', path)
      const list = path.split('/').slice(0, -1).join('/')
      if (contract.operationOf('GET', list) !== undefined) await noticed('GET', list)
      const everywhere = `/subscriptions/${path.split('/')[2] ?? ''}/providers/${type.type}`
      if (type.type.split('/').length === 2 && contract.operationOf('GET', everywhere) !== undefined)
        await noticed('GET', everywhere)
      if (allows(type, 'PATCH') && contract.operationOf('PATCH', path) !== undefined)
        await endOf(azure, await noticed('PATCH', path, samplePatch(type.type)), undefined)
      await noticed('GET', path)
      if (allows(type, 'DELETE') && contract.operationOf('DELETE', path) !== undefined)
        await endOf(azure, await noticed('DELETE', path, undefined, sampleDelete(type.type)), undefined)
    }
    for (const type of targets) {
      const target = samplePath(type)
      const name = await (await arrange()).connect(target)
      for (const path of [
        target,
        `${target}/privateEndpointConnections`,
        `${target}/privateEndpointConnections/${name}`,
        `${target}/privateLinkResources`,
      ])
        if (contract.operationOf('GET', path) !== undefined) await noticed('GET', path)
    }
    findings.push(...exchanges.flatMap((exchange) => contract.check(exchange)))
  }, 120_000)

  afterAll(async () => {
    wire?.close()
    await simulator?.close()
  })

  it('is made, read, listed, changed and removed', () => {
    expect(refused).toEqual([])
  })

  it('is asked for and answered as documented, but for the known deviations', () => {
    expect(judge(findings, 'types').unknown).toEqual([])
  })

  it('and those still occur', () => {
    expect(judge(findings, 'types').stale).toEqual([])
  })
})

function allows({ verbs }: ArmType, verb: 'PATCH' | 'DELETE'): boolean {
  return verbs === undefined || verbs.includes(verb)
}
