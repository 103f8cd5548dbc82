import { type Static, Type } from 'typebox'
import type { Actor, ErrorCode } from '../errors/catalogue.ts'
import { type Verdict, verdicts } from './verdict.ts'

const closed = { additionalProperties: false } as const

/** One thing that a check saw. */
export const Finding = Type.Object(
  {
    verdict: Type.Unsafe<Verdict>({ type: 'string', enum: [...verdicts] }),
    code: Type.Unsafe<ErrorCode | null>({
      type: ['string', 'null'],
      description: 'Stable; one of the catalogue. Null where nothing is wrong.',
    }),
    subject: Type.String({ description: 'What it is about: an ARM id, a name, a family of virtual machines.' }),
    message: Type.String({ description: 'What was seen.' }),
    remedy: Type.String({ description: 'What to do next. Empty where nothing is to be done.' }),
    actor: Type.Unsafe<Actor>({
      type: 'string',
      enum: ['client', 'platform', 'azure'],
      description: 'Who has to do it.',
    }),
  },
  { ...closed, title: 'Finding' },
)
export type Finding = Static<typeof Finding>
