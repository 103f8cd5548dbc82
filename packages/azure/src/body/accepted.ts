/** The names that any member of a union knows. */
type KeyOf<Model> = Model extends unknown ? keyof Model : never

/** What a name means in those members of a union that know it. */
type ValueOf<Model, Name> = Model extends unknown
  ? Name extends keyof Model
    ? Exclude<Model[Name], undefined>
    : never
  : never

/** The names in a body, at any depth, that the model does not know; never when there is none. */
type Unknown<Body, Model> = 0 extends 1 & Model
  ? never // The model is `any`: there is nothing to check against.
  : Body extends readonly (infer Item)[]
    ? Model extends readonly (infer ModelItem)[]
      ? Unknown<Item, ModelItem>
      : never
    : Body extends object
      ? {
          [Name in keyof Body & string]: Name extends KeyOf<Model>
            ? Unknown<Exclude<Body[Name], undefined>, ValueOf<Model, Name>>
            : Name
        }[keyof Body & string]
      : never

/**
 * Says to the compiler whether an SDK's model accepts a body: it must be assignable, and every name in it must be
 * known. TypeScript itself does not ask the second of a value that is not a literal, and nearly all properties of the
 * SDKs' models are optional, so a misspelt name would pass and Azure would never get it.
 */
export type Accepted<Body, Model> = Body extends Model
  ? [Unknown<Body, Model>] extends [never]
    ? unknown
    : { readonly 'the SDK does not know': Unknown<Body, Model> }
  : { readonly 'the SDK does not accept': Body }
