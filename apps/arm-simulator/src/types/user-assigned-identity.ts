import type { ArmType } from '../arm/arm-type.ts'
import { showSystemIdentity } from '../identity/show-system-identity.ts'
import { tenantId } from '../identity/tenant-id.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

export const userAssignedIdentity: ArmType = {
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  name: { accepts: /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/ },
  style: plainAnswers('Microsoft.ManagedIdentity'),
  seconds: { create: 3, update: 3, delete: 3 },
  complete({ body, existing, world }) {
    const kept = read.object(existing?.body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          tenantId,
          principalId: read.text(kept, 'principalId') ?? world.newGuid(),
          clientId: read.text(kept, 'clientId') ?? world.newGuid(),
        },
      },
    }
  },
  actions: [
    {
      // The identity that some resource has of its own.
      method: 'GET',
      path: /^(\/.+)\/providers\/microsoft\.managedidentity\/identities\/default$/,
      run: ({ match: [, scope = ''], world }) => ({ status: 200, body: showSystemIdentity(scope, world) }),
    },
  ],
  removed(identity, world) {
    const principal = read.text(identity.body, 'properties', 'principalId')
    if (principal !== undefined) world.forgetPrincipal(principal)
  },
}
