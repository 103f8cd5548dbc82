import { Type } from 'typebox'
import { OneOf } from './parts.ts'

export const onExistingChoices = ['refuse', 'adopt'] as const

export type OnExisting = (typeof onExistingChoices)[number]

export const OnExisting = Type.Optional(
  OneOf(
    onExistingChoices,
    'What happens where a resource of a name that is needed exists and Palisade did not make it. refuse: it is left alone and the job ends; the default. adopt: Palisade takes it over, changes it to what is needed, and removes it together with the workspace.',
  ),
)
