import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { placeChildren, policyDefinitions } from '../network/inline-children.ts'
import { networkName } from '../network/names.ts'

/** Which accounts a subnet reaches over a service endpoint. That traffic is really held back is not simulated. */
export const serviceEndpointPolicy: ArmType = {
  type: 'Microsoft.Network/serviceEndpointPolicies',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 11 },
  complete({ id, body, existing, world }) {
    const { subnets: _subnets, ...properties } = read.object(body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          ...properties,
          serviceEndpointPolicyDefinitions: read.list(properties, policyDefinitions.property).map((definition) => {
            const name = read.text(definition, 'name') ?? ''
            return {
              id: `${id.id}/${policyDefinitions.property}/${name}`,
              name,
              type: policyDefinitions.type,
              properties: { provisioningState: 'Succeeded', ...read.object(definition, 'properties') },
            }
          }),
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
    }
  },
  place: (policy, { world, verb }) => (verb === 'PATCH' ? [] : placeChildren(policy, policyDefinitions, world)),
  show: (policy, body, world) => ({
    ...body,
    properties: {
      ...read.object(body, 'properties'),
      subnets: world
        .referencers(policy.key, 'Microsoft.Network/virtualNetworks/subnets')
        .map((subnet) => ({ id: subnet.id })),
    },
  }),
  // The code is not in any document (unconfirmed).
  refuseDelete(policy, world) {
    const users = world.referencers(policy.key)
    if (users.length > 0)
      throw new ArmError(
        400,
        'InUseServiceEndpointPolicyCannotBeDeleted',
        `Service endpoint policy ${policy.id} is in use by ${users.map((user) => user.id).join(', ')} and cannot be deleted.`,
      )
  },
}
