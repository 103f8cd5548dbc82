import { type Static, Type } from 'typebox'

/** One thing that is wrong with a request. */
export const ProblemItem = Type.Object(
  {
    code: Type.String({ description: 'Stable: see /docs and docs/errors.md.' }),
    pointer: Type.String({
      description: 'A JSON pointer into the body: /network/addressSpace. Empty for the whole body.',
    }),
    detail: Type.String({ description: 'What is wrong and what to do, in one sentence.' }),
  },
  { additionalProperties: false },
)
export type ProblemItem = Static<typeof ProblemItem>

/** A request may have thousands of faults; nobody reads more than this. */
export const mostListedErrors = 100

/** RFC 9457 problem details, the only form in which the API reports an error. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; one of the catalogue.' }),
    detail: Type.String(),
    remedy: Type.String({ description: 'What to do next.' }),
    instance: Type.Optional(Type.String()),
    traceId: Type.String(),
    retryable: Type.Boolean({ description: 'Whether the same request may succeed later.' }),
    errors: Type.Optional(Type.Array(ProblemItem, { maxItems: mostListedErrors })),
    moreErrors: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many more were found than "errors" lists. Absent: none.' }),
    ),
    existing: Type.Optional(Type.String({ description: 'Where to find the thing that is in the way.' })),
  },
  { additionalProperties: false, $id: 'Problem', title: 'Problem' },
)
export type Problem = Static<typeof Problem>
