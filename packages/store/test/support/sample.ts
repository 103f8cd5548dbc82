import type { Blueprint, Declared, WorkspaceRequest } from '@palisade/contract'
import { type CreateWorkspace, createWorkspace, type Store } from '../../src/index.ts'

/** A declared resource of no particular kind. */
export function declared(key: string, after: string[] = [], more: Partial<Declared> = {}): Declared {
  return {
    key,
    phase: 'network',
    action: 'make',
    kind: 'Test/things',
    name: key,
    id: `/things/${key}`,
    body: null,
    after,
    exclusive: [],
    expectedSeconds: 1,
    expectedRemovalSeconds: 1,
    ...more,
  }
}

let made = 0

/** What `createWorkspace` takes, with names and addresses that no other call uses. */
export function sample(resources: Declared[], more: Partial<WorkspaceRequest> = {}): CreateWorkspace {
  made += 1
  const id = `ws_${made}`
  const blueprint: Blueprint = {
    version: 1,
    workspaceId: id,
    resources,
    summary: { workspace: resources[0]?.key ?? '' },
  }
  return {
    workspaceId: id,
    jobId: `job_${made}`,
    actor: 'test',
    blueprint,
    request: {
      name: `name-${made}`,
      project: 'project',
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      resourceGroup: 'rg',
      region: 'westeurope',
      network: { addressSpace: `10.${made >> 4}.${(made & 15) << 4}.0/20` },
      ...more,
    },
  }
}

/** Creates a workspace, and answers its id and its job's. */
export async function createSample(
  store: Store,
  resources: Declared[],
): Promise<{ readonly workspaceId: string; readonly jobId: string }> {
  const input = sample(resources)
  const created = await createWorkspace(store, input)
  if (created.outcome !== 'created') throw new Error(created.outcome)
  return { workspaceId: input.workspaceId, jobId: input.jobId }
}
