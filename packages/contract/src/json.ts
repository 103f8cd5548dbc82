/** What JSON can say. Everything that is stored or sent is of this type until a schema has read it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
