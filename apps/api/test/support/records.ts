import type { JobRecord, StepRecord } from '@palisade/store'

const created = new Date('2026-11-23T18:59:00Z')

/** A step that has not begun, with what a test wants otherwise. */
export function stepRecord(parts: Partial<StepRecord> = {}): StepRecord {
  return {
    key: 'network/vnet',
    phase: 'network',
    kind: 'Microsoft.Network/virtualNetworks',
    action: 'make',
    resourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v',
    state: 'pending',
    attempts: 0,
    waitsFor: [],
    expectedSeconds: 60,
    startedAt: null,
    finishedAt: null,
    wakeAt: null,
    error: null,
    findings: [],
    ...parts,
  }
}

/** A job that waits to be started, with what a test wants otherwise. */
export function jobRecord(parts: Partial<JobRecord> = {}): JobRecord {
  return {
    id: 'job_1',
    type: 'create',
    workspaceId: 'ws_1',
    status: 'queued',
    error: null,
    createdAt: created,
    startedAt: null,
    finishedAt: null,
    lastEvent: 1,
    ...parts,
  }
}
