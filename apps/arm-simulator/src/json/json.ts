/** What travels in bodies. Everything a client sends is only this until somebody has looked. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json | undefined
}
