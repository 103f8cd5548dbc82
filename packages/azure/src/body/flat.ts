/**
 * A body in the shape of the REST API as the modular SDKs want it: what stands in `properties` moves up, at every
 * depth, also in lists.
 */
export type Flat<T> = T extends readonly (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? T extends { readonly properties: infer Properties extends object }
      ? { [Name in keyof T as Name extends 'properties' ? never : Name]: Flat<T[Name]> } & {
          [Name in keyof Properties]: Flat<Properties[Name]>
        }
      : { [Name in keyof T]: Flat<T[Name]> }
    : T
