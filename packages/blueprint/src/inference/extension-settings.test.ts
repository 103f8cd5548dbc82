import { expect, test } from 'vitest'
import { extensionSettings } from './extension-settings.ts'

test.each([
  [1, 'False'],
  [2, 'False'],
  [3, 'True'],
  [100, 'True'],
])('on %i nodes, three replicas of the router: %s', (nodes, expected) => {
  expect(extensionSettings({ nodes }).inferenceRouterHA).toBe(expected)
})
