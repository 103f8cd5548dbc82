import type { CheckResult, Finding } from '@palisade/contract'
import { kindOf } from '../kinds/kind-of.ts'
import { parseResourceId } from '../resource-id.ts'
import { ownerOf, ownership } from '../steps/ownership.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, result, warn } from './findings.ts'
import { globalName } from './global-name.ts'
import { lookAt, type Sight } from './look-at.ts'
import { sideBySide } from './side-by-side.ts'
import { softDeleted } from './soft-deleted.ts'
import type { SubjectOf } from './subject.ts'

type Subject = SubjectOf<'names'>
type Named = Subject['resources'][number]

const atATime = 8

/**
 * Whether all names can be had. What exists at exactly the id that is wanted and is ours was made by an earlier job, and
 * is taken over.
 *
 * Nobody can be asked for the names of compute instances and of online endpoints, which are one region's, nor for deleted
 * workspaces of Azure ML: no version of its API has a place for either. Azure refuses those when they are made, and the
 * gateway then does what the request says.
 */
export async function checkNames(asking: Asking, subject: Subject): Promise<CheckResult> {
  const groups = new Map<string, Promise<boolean>>()

  /** In a group that does not exist is nothing: one question instead of one for each resource. */
  function isGroupMissing(named: Named): Promise<boolean> {
    const group = groupOf(named)
    const known = groups.get(group.id) ?? isAbsent(asking, group, subject.workspaceId)
    groups.set(group.id, known)
    return known
  }

  const looked = await sideBySide(subject.resources, atATime, async (named) => {
    if (named.type.toLowerCase() !== resourceGroups && (await isGroupMissing(named)))
      return ofFree(asking, named, subject)
    const standing = await lookForIt(asking, named, subject.workspaceId)
    if (!standing.isSeen) return [couldNotLook(named.id, standing)]
    switch (ownership(standing.value, subject.workspaceId)) {
      case 'ours':
        return []
      case 'foreign':
        return ofForeign(named, ownerOf(standing.value), subject)
      case 'absent':
        return ofFree(asking, named, subject)
    }
  })
  return result(subject.check, looked.flat())
}

const resourceGroups = 'microsoft.resources/resourcegroups'

function groupOf({ id, region }: Named): Named {
  const [group = id] = id.split('/providers/')
  return { type: 'Microsoft.Resources/resourceGroups', id: group, name: group.split('/').at(-1) ?? '', region }
}

async function isAbsent(asking: Asking, named: Named, workspaceId: string): Promise<boolean> {
  const sight = await lookForIt(asking, named, workspaceId)
  return sight.isSeen && ownership(sight.value, workspaceId) === 'absent'
}

function lookForIt(asking: Asking, { type, id, name }: Named, workspaceId: string): Promise<Sight<unknown>> {
  const kind = kindOf(type)
  const what = `${kind.called} ${name}`
  const resource = { kind: type, action: 'read', name, id, body: null, workspaceId } as const
  return lookAt(asking, what, (conversation) =>
    kind.look({ connection: asking.connection, conversation, resource, id: parseResourceId(id), what }),
  )
}

function ofForeign({ type, id }: Named, owner: string | undefined, { adopts }: Subject): Finding[] {
  const { called, isShared } = kindOf(type)
  if (isShared) return []
  if (owner !== undefined) {
    return [
      fail('not-ours', {
        subject: id,
        message: `A ${called} of this name exists and belongs to the workspace ${owner}.`,
        remedy: 'Choose another workspace name, or delete that workspace first. Nothing is taken away from it.',
      }),
    ]
  }
  const message = `A ${called} of this name exists, and Palisade did not make it for this workspace.`
  return adopts
    ? [
        warn('not-ours', {
          subject: id,
          message: `${message} It is taken over and set as the request says.`,
          remedy: 'Nothing, if that is what you want: it then belongs to the workspace and goes with it.',
        }),
      ]
    : [fail('not-ours', { subject: id, message })]
}

async function ofFree(asking: Asking, named: Named, subject: Subject): Promise<Finding[]> {
  const kept = await softDeleted(asking, named, subject)
  return kept ?? globalName(asking, named, subject.subscription)
}
