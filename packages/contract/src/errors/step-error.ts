import { type Static, Type } from 'typebox'

/** Why a step or a job failed, for the one who watches it. */
export const StepError = Type.Object(
  {
    code: Type.String({ description: 'Stable; one of the catalogue.' }),
    message: Type.String({ description: 'What was being attempted and what happened.' }),
    remedy: Type.String({ description: 'What to do next.' }),
    azureCode: Type.Optional(Type.String({ description: 'The error code of Azure, where Azure gave one.' })),
    correlationId: Type.Optional(Type.String({ description: 'What Azure support asks for.' })),
  },
  { additionalProperties: false, title: 'StepError' },
)
export type StepError = Static<typeof StepError>
