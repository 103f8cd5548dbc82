import { handOff } from '@palisade/blueprint'
import type { HandOffView } from '@palisade/contract'
import { findBlueprint } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { Refusal } from '../problems/refusal.ts'

/** Throws the refusal of a workspace that is not there, or no more. */
export async function readHandOff({ store }: Pick<ApiParts, 'store'>, id: string): Promise<HandOffView> {
  const found = await findBlueprint(store, id)
  if (found === null) throw new Refusal('workspace-not-found')
  return handOff(found.blueprint, found.outputs)
}
