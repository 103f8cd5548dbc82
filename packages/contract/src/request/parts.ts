import { type TSchema, Type } from 'typebox'

export const closed = { additionalProperties: false } as const

const guidPattern = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'

export const Guid = (description: string) =>
  Type.String({ pattern: guidPattern, description: `${description}: a GUID.` })

/** An ARM id of one resource type. The type is compared without case, as Azure does. */
export const ArmId = (type: string, description: string) =>
  Type.String({
    maxLength: 1024,
    pattern: `^/[sS]ubscriptions/[0-9a-fA-F-]{36}/[rR]esource[gG]roups/[-A-Za-z0-9._()]{1,90}/providers/${anyCase(type)}$`,
    description: `${description}: the ARM id of a ${type}.`,
  })

export const IpAddress = (description: string) =>
  Type.String({ pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}$', description: `${description}: an IPv4 address.` })

export const Range = (description: string) =>
  Type.String({ pattern: '^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$', description })

/** One of a few words. */
export const OneOf = <const Word extends string>(words: readonly Word[], description: string) =>
  Type.Unsafe<Word>(
    Type.Union(
      words.map((word) => Type.Literal(word)),
      { description },
    ),
  )

export const Flag = (description: string) => Type.Optional(Type.Boolean({ description }))

export const ListOf = <Item extends TSchema>(item: Item, maxItems: number, description: string) =>
  Type.Optional(Type.Array(item, { maxItems, uniqueItems: true, description }))

export const VmSize = Type.String({
  pattern: '^[A-Za-z][A-Za-z0-9_-]{1,63}$',
  description: 'An Azure VM size: Standard_DS3_v2.',
})

/** `Microsoft.Network/virtualNetworks` as the rest of an id: each part of the type is followed by a name. */
function anyCase(type: string): string {
  const [provider = '', ...parts] = type.split('/')
  const letters = (word: string) =>
    word.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)
  return [
    letters(provider).replaceAll('.', '\\.'),
    ...parts.map((part) => `${letters(part)}/[^/?#%\\\\ ]{1,128}`),
  ].join('/')
}
