import { Type } from 'typebox'

/** For schemas: a property that is not named is an error. */
export const closed = { additionalProperties: false } as const

export const Tags = Type.Record(Type.String(), Type.String())

/** `{ id }`, the way in which a body points at another resource. */
export const ResourceId = Type.Object({ id: Type.String() }, closed)

/** A list that is sent so that it is empty, and may not hold anything. */
export const Empty = Type.Array(Type.Never(), { maxItems: 0 })

/** The identity that Azure makes with a resource and removes with it. */
export const SystemAssigned = Type.Object({ type: Type.Literal('SystemAssigned') }, closed)

/** Identities that stand for themselves: by their ids, and with nothing to say about them. */
export const UserAssigned = Type.Object(
  {
    type: Type.Literal('UserAssigned'),
    userAssignedIdentities: Type.Record(Type.String(), Type.Object({}, closed)),
  },
  closed,
)

/** Who the resource is when it asks others. */
export const Identity = Type.Union([SystemAssigned, UserAssigned])

/** Whether the resource answers to the internet. Always said: what Azure assumes differs between types. */
export const PublicAccess = Type.Union([Type.Literal('Enabled'), Type.Literal('Disabled')])

/** What becomes of a caller that no rule names. */
export const DefaultAction = Type.Union([Type.Literal('Allow'), Type.Literal('Deny')])
