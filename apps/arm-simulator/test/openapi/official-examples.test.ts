import { expect, it } from 'vitest'
import { read } from '../../src/json/read.ts'
import { describeAgainstDocuments } from '../examples-replay/describe-against-documents.ts'
import { readExamples } from '../examples-replay/replay.ts'
import { Contract } from './contract.ts'

describeAgainstDocuments('official', () => {
  it('self', () => {
    const contract = new Contract()
    const counts = new Map<string, { n: number; seen: string }>()
    for (const { request, operation, responses } of readExamples()) {
      for (const [status, response] of Object.entries(responses)) {
        for (const f of contract.check({
          method: operation.method,
          path: request.path.startsWith('/') ? request.path : `/${request.path}`,
          query: request.query,
          requestBody: request.body ?? null,
          status: Number(status),
          responseBody: read.at(response, 'body') ?? null,
        })) {
          const key = `${f.side} ${f.where} ${f.what}`
          const old = counts.get(key)
          counts.set(key, { n: (old?.n ?? 0) + 1, seen: f.seen })
        }
      }
    }
    for (const [key, { n, seen }] of [...counts].sort()) console.log(n, key, '    ', seen.slice(-200))
    console.log(counts.size, contract.documents.skipped, contract.ignored)
    expect(1).toBe(1)
  })
})
