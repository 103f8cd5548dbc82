import { Type } from 'typebox'
import { closed, OneOf } from './parts.ts'

export const Sentinel = Type.Object(
  {
    access: OneOf(
      ['public', 'private'],
      'How Sentinel notebooks reach the workspace. private: from the jump box in its network.',
    ),
  },
  closed,
)
