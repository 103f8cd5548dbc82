import type { JobView, StepView } from '@palisade/contract'
import { expect, it } from 'vitest'
import { pictureOf } from './picture-of.ts'

it('fits into a small terminal and says how many steps it left out', () => {
  const lines = pictureOf(job(60), 'fraud', { columns: 80, rows: 12 })
  expect(lines).toHaveLength(11)
  expect(lines.at(-1)).toContain('and 53 more at work')
})

it('shows every running step where there is room', () => {
  expect(
    pictureOf(job(5), 'fraud', { columns: 80, rows: 40 }).filter((line) => line.includes('network/step-')),
  ).toHaveLength(5)
})

it('stays within a terminal of a few lines', () => {
  expect(pictureOf(job(60), 'fraud', { columns: 80, rows: 3 }).length).toBeLessThan(3)
})

function job(steps: number): JobView {
  return {
    id: 'job',
    type: 'create',
    workspaceId: 'workspace',
    status: 'running',
    done: false,
    percent: 40,
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    finishedAt: null,
    error: null,
    verdict: null,
    phases: [
      {
        phase: 'network',
        percent: 40,
        state: 'running',
        steps: Array.from({ length: steps }, (_, index) => step(index)),
      },
      { phase: 'dns', percent: 0, state: 'pending', steps: [] },
    ],
    lastEvent: 1,
    links: { self: '', events: '', workspace: '' },
  }
}

function step(index: number): StepView {
  return {
    key: `network/step-${index}`,
    kind: 'Microsoft.Network/routeTables',
    action: 'make',
    resourceId: '',
    state: 'begun',
    attempts: 1,
    waitsFor: [],
    startedAt: null,
    finishedAt: null,
    nextTryAt: null,
    error: null,
    findings: [],
  }
}
