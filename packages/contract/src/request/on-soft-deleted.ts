import { Type } from 'typebox'
import { OneOf } from './parts.ts'

export const onSoftDeletedChoices = ['refuse', 'recover', 'purge'] as const

export type OnSoftDeleted = (typeof onSoftDeletedChoices)[number]

export const OnSoftDeleted = Type.Optional(
  OneOf(
    onSoftDeletedChoices,
    'What happens where Azure keeps a deleted vault or workspace of a name that is needed. refuse: the job ends before anything is made; the default. recover: the kept one comes back and is used. purge: the kept one is destroyed for good, with all that is in it.',
  ),
)
