import { Type } from 'typebox'
import { closed, OneOf } from './parts.ts'

export const Studio = Type.Union(
  [
    Type.Boolean(),
    Type.Object(
      {
        labelling: Type.Optional(
          OneOf(
            ['separateAccount', 'defaultAccount'],
            'Where ML-assisted labelling keeps its data. Behind a network it cannot use the default account.',
          ),
        ),
      },
      closed,
    ),
  ],
  { description: 'Whether the studio can show data: the roles and datastore settings for it. Default: yes.' },
)
