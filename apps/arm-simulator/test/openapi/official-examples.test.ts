import { expect, it } from 'vitest'
import { startSimulator } from '../../src/index.ts'
import type { Json } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { azureOf } from '../examples-replay/azure.ts'
import { describeAgainstDocuments } from '../examples-replay/describe-against-documents.ts'
import { bodiesShown, readExamples, replay } from '../examples-replay/replay.ts'
import { Contract } from './contract.ts'
import type { Exchange } from './exchange.ts'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'
import { ownFaults } from './own-faults.ts'
import { recorded } from './recorded.ts'

describeAgainstDocuments('the official examples', () => {
  it('keep to the documents that they are part of, but for their own faults', () => {
    const contract = new Contract()
    const findings = readExamples().flatMap(({ request, operation, responses }) =>
      Object.entries(responses).flatMap(([status, response]) =>
        contract.check({
          method: operation.method,
          path: request.path.startsWith('/') ? request.path : `/${request.path}`,
          query: '',
          ...(request.body === undefined ? {} : { requestBody: request.body }),
          status: Number(status),
          responseBody: withoutNulls(read.at(response, 'body') ?? null),
        }),
      ),
    )
    expect(faultsIn(findings)).toEqual([...ownFaults].sort())
  })

  it('are answered as documented, but for the known deviations, and those still occur', async () => {
    const simulator = await startSimulator({ timeScale: 1e7 })
    const wire = azureOf(simulator)
    const exchanges: Exchange[] = []
    const azure = recorded(wire, exchanges)
    const examples = readExamples()
    const shown = bodiesShown(examples)
    for (const example of examples) await replay(azure, example, shown)
    wire.close()
    await simulator.close()
    const contract = new Contract()
    // What is sent is not ours: parts of examples, put together.
    const findings = exchanges.flatMap((exchange) => contract.check(exchange)).filter(({ side }) => side !== 'request')
    expect(judge(findings, 'examples')).toEqual({ unknown: [], stale: [] })
  }, 120_000)
})

/** A type without a document is no fault. */
function faultsIn(findings: readonly Finding[]): string[] {
  const faults = findings.filter(({ side }) => side !== 'document')
  return [...new Set(faults.map(({ side, where, what }) => `${side} ${where} ${what}`))].sort()
}

/** Examples show as null what is not there. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!read.isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined || member === null ? [] : [[name, withoutNulls(member)]],
    ),
  )
}
