import type { ArmType } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import { badRequest } from '../machine-learning/bad-request.ts'
import { isProvisioned, namesHosts, networkLock, showRuleProperties } from '../machine-learning/managed-network.ts'
import { checkOutboundRule, completeOutboundRule, isRequired } from '../machine-learning/outbound-rule.ts'
import { requireReadyWorkspace } from '../machine-learning/require-ready-workspace.ts'

/** Where the managed network of a workspace may go. One is written at a time. */
export const machineLearningOutboundRule: ArmType = {
  type: 'Microsoft.MachineLearningServices/workspaces/outboundRules',
  // What Azure allows in a name is in no document; this is what it uses itself.
  name: {
    accepts: /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,254}$/,
    refuse: (name) => badRequest(`The outbound rule name '${name}' is invalid.`),
  },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: machineLearningAnswers.outboundRule,
  seconds: {
    // The first rule that names a host brings a firewall. Source: how-to-managed-network.md.
    create(body, rule, world) {
      const workspace = world.get(rule.parent)
      const isFirst = workspace !== undefined && isProvisioned(workspace) && !namesHosts(workspace, world, rule.key)
      return 60 + (isFirst && read.text(body, 'properties', 'type') === 'FQDN' ? 600 : 0)
    },
    update: 60,
    delete: 60,
  },
  requires: ['properties.type', 'properties.destination'],
  refers(body) {
    const id = read.text(body, 'properties', 'destination', 'serviceResourceId')
    return id === undefined ? [] : [{ id, field: 'properties.destination.serviceResourceId' }]
  },
  locks: (id) => [networkLock(id.parent)],
  validate({ id, body, existing, world }) {
    const workspace = world.get(id.parent)
    if (workspace === undefined) return
    requireReadyWorkspace(workspace)
    const properties = read.object(body, 'properties')
    checkOutboundRule(id.name, properties, workspace, world)
    const before = read.text(existing?.body, 'properties', 'type')
    // That Azure refuses it is unconfirmed; the two are different things behind the scenes.
    if (before !== undefined && before !== properties.type)
      throw badRequest(`The type of outbound rule '${id.name}' cannot be changed.`, 'properties.type')
  },
  complete: ({ body }) => ({ body: { properties: completeOutboundRule(read.object(body, 'properties')) } }),
  show: (rule, body, world) => ({
    ...body,
    properties: showRuleProperties(rule, world.get(keyOf(rule.parent))),
  }),
  refuseDelete(rule) {
    if (isRequired(rule))
      throw badRequest(`The outbound rule '${rule.name}' is required by the workspace and cannot be deleted.`)
  },
}
