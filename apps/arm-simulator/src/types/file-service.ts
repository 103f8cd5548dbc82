import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** Comes with its account, and is always named `default`. */
export const fileService: ArmType = {
  type: 'Microsoft.Storage/storageAccounts/fileServices',
  name: { accepts: /^default$/ },
  verbs: ['GET', 'PUT'],
  location: 'none',
  style: { ...plainAnswers('Microsoft.Storage'), createdStatus: 200 },
  seconds: { create: 2, update: 2, delete: 2 },
  complete: ({ body }) => ({
    body: {
      ...body,
      properties: withDefaults(read.object(body, 'properties'), {
        cors: { corsRules: [] },
        shareDeleteRetentionPolicy: { enabled: true, days: 7 },
      }),
    },
  }),
}
