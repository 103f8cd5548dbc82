import { readFileSync } from 'node:fs'

/**
 * What a body, or a part of one, has to keep to: the name of a definition, the texts that a value may be, or what its
 * members have to.
 */
export type Rule = string | readonly string[] | ObjectRule

export interface ObjectRule {
  readonly required?: readonly string[]
  /** What only Azure says: a client that sends it is not heard. */
  readonly ignored?: readonly string[]
  readonly members?: Readonly<Record<string, Rule>>
  /** Of each item of a list. */
  readonly items?: Rule
  /** Of each value of a map. */
  readonly values?: Rule
  /** Which rule it is follows from the value of a member. */
  readonly by?: string
  readonly of?: Readonly<Record<string, Rule>>
}

/** The rules of all types, as the documents have them that Microsoft publishes (OpenAPI, azure-rest-api-specs). */
interface Rules {
  /** The definition of the body of a PUT, by the type in lower case. */
  readonly types: Readonly<Record<string, string>>
  readonly definitions: Readonly<Record<string, Rule>>
}

/**
 * Only required members, enumerations and what is only read are in it: an extract, made by
 * `test/openapi/write-rules.ts`. A test holds it against the documents where those are at hand.
 */
export const rulesFile = new URL('./rules.json', import.meta.url)

export const rules: Rules = JSON.parse(readFileSync(rulesFile, 'utf8'))
