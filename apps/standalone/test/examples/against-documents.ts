import { Contract, type Finding, judge, readExchanges } from '@palisade/arm-simulator/openapi'

/** All in which the product's requests and Azure's answers are otherwise than Azure's documents say. */
export async function againstDocuments(file: string) {
  const contract = new Contract()
  const findings: Finding[] = []
  for await (const exchange of readExchanges(file)) findings.push(...contract.check(exchange))
  // Azure ignores it, so it is no fault.
  for (const [property, count] of contract.ignored)
    console.warn(`${property} is only read, and was sent ${count} times`)
  return judge(findings, 'product')
}
