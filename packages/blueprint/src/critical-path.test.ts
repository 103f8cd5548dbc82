import { expect, test } from 'vitest'
import { example } from '../test/example.ts'
import { blueprintOf } from './blueprint-of.ts'
import { criticalPath, criticalPathSeconds } from './critical-path.ts'

const blueprint = blueprintOf(example, { id: 'wks_example' })

// Whoever makes the workspace slower should see it here: the firewall and an instance are the time, the rest is beside them.
test('the example takes as long as its firewall and its instance, and little more', () => {
  expect(criticalPath(blueprint)).toEqual([
    'preflight/registrations',
    'network/resource-group',
    'firewall/policy',
    'firewall/azure-ml-rules',
    'firewall/azure-firewall',
    'network/egress-routes',
    'network/training-subnet',
    'compute/ana-dev',
  ])
  expect(criticalPathSeconds(blueprint)).toBe(692)
})

test('a blueprint in which something waits for nobody is refused', () => {
  const [first] = blueprint.resources
  if (first === undefined) throw new Error('the example is empty')
  const broken = { ...blueprint, resources: [{ ...first, after: ['network/nowhere'] }] }
  expect(() => criticalPathSeconds(broken)).toThrow('network/nowhere')
})
