import { type TSchema, Type } from 'typebox'

export const closed = { additionalProperties: false } as const

// What a request says becomes a part of paths, headers and scripts. So each pattern says which characters there may be
// and not which there may not, and none matches "." or "..", which would lead out of a path. None can be matched in two
// ways either: on a long text that does not match, trying them all takes the square of its length.

const guid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'

/** The name of a resource group does not end with a dot. */
export const groupName = '[-A-Za-z0-9._()]{0,89}[-A-Za-z0-9_()]'

/** The name of any resource inside of an ARM id. */
const resourceName = '[A-Za-z0-9_](?:[-A-Za-z0-9._()]{0,126}[-A-Za-z0-9_()])?'

const groupPath = `/[sS]ubscriptions/${guid}/[rR]esource[gG]roups/${groupName}`

/** Text for people: everything but control characters and line ends. */
const printable = '[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]'

const hostLabels = '(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}'

export const Guid = (description: string) =>
  Type.String({ pattern: `^${guid}$`, description: `${description}: a GUID.` })

/** An ARM id of one resource type. The type is compared without case, as Azure does. */
export const ArmId = (type: string, description: string) =>
  Type.String({
    maxLength: 1024,
    pattern: `^${groupPath}/providers/${anyCase(type)}$`,
    description: `${description}: the ARM id of a ${type}.`,
  })

/** An ARM id of a resource of any type. */
export const AnyArmId = (description: string) =>
  Type.String({
    maxLength: 1024,
    pattern: `^${groupPath}/providers/[A-Za-z][A-Za-z0-9]{1,30}(?:\\.[A-Za-z0-9]{1,40}){1,3}(?:/[A-Za-z][A-Za-z0-9]{0,63}/${resourceName}){1,4}$`,
    description,
  })

/** The ARM id of a resource group. */
export const GroupId = (description: string) => Type.String({ maxLength: 256, pattern: `^${groupPath}$`, description })

/** A host name. With `*.` in front it stands for all hosts below. */
export const HostOrWildcard = (description: string) =>
  Type.String({ maxLength: 253, pattern: `^(?:\\*\\.)?${hostLabels}$`, description })

/** A service tag of Azure, which may end in a region. */
export const ServiceTag = (description: string) =>
  Type.String({ maxLength: 80, pattern: '^[A-Za-z0-9]{2,60}(?:\\.[A-Za-z0-9]{2,40})?$', description })

/** A public half of a key in the form of OpenSSH, with or without its comment. */
export const SshPublicKey = (description: string) =>
  Type.String({
    maxLength: 4096,
    pattern: `^(?:ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp256) [A-Za-z0-9+/]+={0,2}(?: ${printable}*)?$`,
    description,
  })

/** Names and values of tags. Azure forbids some characters in names; line ends in either would be for nobody's good. */
export const Tags = (maxProperties: number, description: string) =>
  Type.Record(
    Type.String({ pattern: '^[^<>%&\\\\?/\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]{1,512}$' }),
    Type.String({
      maxLength: 256,
      pattern: `^${printable}*$`,
      description: 'At most 256 characters, without line ends and control characters.',
    }),
    { maxProperties, additionalProperties: false, description },
  )

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
  return [letters(provider).replaceAll('.', '\\.'), ...parts.map((part) => `${letters(part)}/${resourceName}`)].join(
    '/',
  )
}
