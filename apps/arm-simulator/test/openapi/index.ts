// For tests of the product, which keep to the same documents. Nothing of the product is used here.
export { describeAgainstDocuments } from '../examples-replay/describe-against-documents.ts'
export { Contract } from './contract.ts'
export { readExchanges } from './exchange.ts'
export type { Finding } from './finding.ts'
export { judge } from './judge.ts'
