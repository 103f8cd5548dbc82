import type { FastifyPluginAsync, FastifyPluginOptions, FastifyTypeProvider, RawServerDefault } from 'fastify'
import type { Static, TSchema } from 'typebox'

/**
 * A route whose replies the compiler checks against what its schema promises for the status. Write `code` right before
 * `send`: Fastify's types forget the status after any other call, and then accept what any status promises.
 */
export type Route<Options extends FastifyPluginOptions = Record<never, never>> = FastifyPluginAsync<
  Options,
  RawServerDefault,
  PromisedReplies
>

/** As `@fastify/type-provider-typebox`, which does not find the schema of a reply under `content`. */
interface PromisedReplies extends FastifyTypeProvider {
  validator: StaticOf<this['schema']>
  serializer: Promised<this['schema']>
}

type Promised<Reply> = Reply extends { readonly content: infer Content }
  ? {
      [Type in keyof Content]: Content[Type] extends { readonly schema: infer Body } ? StaticOf<Body> : never
    }[keyof Content]
  : Reply extends { readonly type: 'null' }
    ? null
    : StaticOf<Reply>

type StaticOf<Schema> = Schema extends TSchema ? Static<Schema> : unknown
