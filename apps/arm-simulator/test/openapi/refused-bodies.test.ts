import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseResourceId } from '../../src/arm/resource-id.ts'
import { Types } from '../../src/arm/types.ts'
import { rules } from '../../src/bodies/rules.ts'
import { type Simulator, startSimulator } from '../../src/index.ts'
import type { JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { Arrangement } from '../examples-replay/arrangement.ts'
import { type Azure, azureOf } from '../examples-replay/azure.ts'
import { describeAgainstDocuments } from '../examples-replay/describe-against-documents.ts'
import { bodiesShown, readExamples } from '../examples-replay/replay.ts'
import type { Exchange } from './exchange.ts'
import { faultyBodies, marker } from './faulty-bodies.ts'
import { recorded } from './recorded.ts'
import { rulesOf } from './rules-of.ts'
import { sampleBodies, samplePath } from './samples.ts'

const types = (await Types.load()).all().map(({ type }) => type)
const apiVersion = 'api-version=2024-04-01'
const madeByAzure = ['Microsoft.Network/privateDnsZones/SOA']
/** Of these the documents only say what is only read, as far as any of their samples goes. */
const undemanding = [
  'Microsoft.Compute/virtualMachines/extensions',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateDnsZones/A',
  'Microsoft.Network/privateDnsZones/AAAA',
  'Microsoft.Network/privateDnsZones/CNAME',
  'Microsoft.Network/privateDnsZones/MX',
  'Microsoft.Network/privateDnsZones/PTR',
  'Microsoft.Network/privateDnsZones/SRV',
  'Microsoft.Network/privateDnsZones/TXT',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  'Microsoft.Network/privateEndpoints',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  'Microsoft.Network/serviceEndpointPolicies',
  'Microsoft.Network/serviceEndpointPolicies/serviceEndpointPolicyDefinitions',
  'Microsoft.SecurityInsights/onboardingStates',
]

describeAgainstDocuments('what the documents demand of bodies', () => {
  it('is what the simulator knows of them: else run test/openapi/write-rules.ts', () => {
    expect(rules).toEqual(rulesOf(types))
  })

  describe('each type', () => {
    let simulator: Simulator
    let wire: Azure
    let shown: ReadonlyMap<string, JsonObject>
    const tried = new Map<string, number>()

    beforeAll(async () => {
      simulator = await startSimulator({ timeScale: 1e7 })
      wire = azureOf(simulator)
      shown = bodiesShown(readExamples())
    })
    afterAll(async () => {
      wire?.close()
      await simulator?.close()
    })

    /** Bodies that show what a resource is made of: the least one, and that of an official example. */
    async function bodiesOf(type: string): Promise<JsonObject[]> {
      const path = samplePath(type)
      const exchanges: Exchange[] = []
      await arranged(type, recorded(wire, exchanges)).then((arrangement) => arrangement.ensure(path))
      const least = exchanges.find((exchange) => exchange.method === 'PUT' && exchange.path === path)?.requestBody
      return [least, shown.get(type.toLowerCase())].filter((body) => read.isObject(body))
    }

    /** An Azure in which there is what the resource needs beside it. */
    async function arranged(type: string, azure: Azure): Promise<Arrangement> {
      const path = samplePath(type)
      await azure.send('POST', '/_simulator/reset')
      const arrangement = new Arrangement(azure, undefined, shown, '')
      const before = Object.entries(sampleBodies[type] ?? {})
      const isAlone = before.every(([other]) => other !== path)
      for (const [other, body] of before)
        if (isAlone || azure !== wire || other !== path) await arrangement.put(other, [body])
      return arrangement
    }

    it.each(types.filter((type) => rules.types[type.toLowerCase()] !== undefined))('%s', async (type) => {
      const path = samplePath(type)
      const id = parseResourceId(path)
      if (id === undefined) throw new Error(`${path} is no id`)
      let accepted = 0
      for (const body of await bodiesOf(type)) {
        const arrangement = await arranged(type, wire)
        await arrangement.ensureParents(id)
        await arrangement.ensureReferences(body, id.key)
        const put = (sent: JsonObject) => wire.send('PUT', `${path}?${apiVersion}`, sent)
        const { wrongValues, lacking, presumptuous } = faultyBodies(type, body)
        const answers = new Map<string, number>()
        for (const { path: at, body: faulty } of wrongValues) answers.set(`wrong ${at}`, (await put(faulty)).status)
        for (const { path: at, body: faulty } of lacking) answers.set(`no ${at}`, (await put(faulty)).status)
        const answer = await put(presumptuous ?? body)
        // An example may want more of its surroundings than is there.
        if (answer.status >= 300) continue
        accepted += 1
        expect(answers).toEqual(new Map([...answers.keys()].map((fault) => [fault, 400])))
        expect(JSON.stringify(answer.body)).not.toContain(marker)
        tried.set(type, (tried.get(type) ?? 0) + answers.size)
      }
      // What Azure makes by itself cannot be made.
      if (!madeByAzure.includes(type)) expect(accepted).toBeGreaterThan(0)
    })

    it('has something to be refused, unless nothing is demanded of it', () => {
      const idle = [...tried].filter(([, count]) => count === 0).map(([type]) => type)
      expect(idle.sort()).toEqual(undemanding)
    })
  })
})
