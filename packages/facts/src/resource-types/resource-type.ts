import type { Static, TSchema } from 'typebox'

/** What is known about a type of Azure resource that Palisade declares. */
export interface ResourceType<
  Body extends TSchema = TSchema,
  Output extends string = string,
  Amendment extends TSchema = TSchema,
  Requirement extends TSchema = TSchema,
> {
  /** `Microsoft.Network/routeTables` */
  readonly type: string
  /**
   * The body that Palisade sends, in the shape of the REST API: exactly the properties that it uses, closed against
   * others. The blueprint is checked against it by the compiler, the gateway reads stored bodies with it, and the
   * compiler checks there that the official SDK's type accepts it. Where only one value is safe, the schema knows only
   * that one: a storage account that answers to keys cannot even be written down.
   */
  readonly body: Body
  /** What an amendment sends: the few properties that are known only after the resource exists. */
  readonly amendment?: Amendment
  /** What can be asked of one that exists already and is somebody else's. In words of ours, not in Azure's shape. */
  readonly requirement?: Requirement
  /** What Azure answers that others need; `id` is always known and not listed. */
  readonly outputs: readonly Output[]
  /** Whether the resource carries tags of its own, and so says whose it is. */
  readonly hasTags: boolean
  /** The rule for its name. */
  readonly name: { readonly pattern: RegExp; readonly words: string }
  /** How long Azure usually takes, in seconds. */
  readonly seconds: { readonly create: number; readonly amend?: number; readonly remove: number }
}

export type BodyOf<T extends ResourceType> = Static<T['body']>
export type OutputOf<T extends ResourceType> = T['outputs'][number]
/** `never` for a type that is not amended. */
export type AmendmentOf<T extends ResourceType> = Static<NonNullable<T['amendment']>>
/** `never` for a type of which nothing is required. */
export type RequirementOf<T extends ResourceType> = Static<NonNullable<T['requirement']>>

/** Gives a resource type with its body, output names, amendment and requirement as exact types. */
export function resourceType<
  const Body extends TSchema,
  const Output extends string = never,
  const Amendment extends TSchema = never,
  const Requirement extends TSchema = never,
>(type: ResourceType<Body, Output, Amendment, Requirement>): ResourceType<Body, Output, Amendment, Requirement> {
  return type
}
