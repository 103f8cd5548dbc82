import { Type } from 'typebox'

/** An id in a path. What cannot be one of ours is answered as what does not exist. */
export const IdParams = Type.Object(
  { id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'As the answer to the POST gave it.' }) },
  { additionalProperties: false },
)

/** No parameters at all. Unknown ones are refused: "?dryrun=true" must not build a workspace. */
export const NoQuery = Type.Object({}, { additionalProperties: false })
