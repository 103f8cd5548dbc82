import type { Finding } from '@palisade/contract'
import { isLogsKept } from '../kinds/is-logs-kept.ts'
import { parseResourceId } from '../resource-id.ts'
import { keyVaultSdk } from '../sdks/key-vault.ts'
import { operationalInsightsSdk } from '../sdks/operational-insights.ts'
import type { Asking } from './asking.ts'
import { couldNotLook, fail, warn } from './findings.ts'
import { isMissing, lookAt, type Sight } from './look-at.ts'
import type { SubjectOf } from './subject.ts'

type Subject = SubjectOf<'names'>
type Named = Subject['resources'][number]

/** A deleted resource that Azure keeps, and with it its name. */
interface Kept {
  /** Where it was, and where alone it comes back. */
  readonly id: string
  /** Until when nobody can destroy it; absent: it can be. */
  readonly protectedUntil: string | undefined
}

/** What is to be said of a deleted resource of this name; undefined where there is none, or none can be asked for. */
export async function softDeleted(asking: Asking, named: Named, subject: Subject): Promise<Finding[] | undefined> {
  const sight = await lookAtKept(asking, named)
  if (sight === undefined || isMissing(sight)) return undefined
  if (!sight.isSeen) return [couldNotLook(named.id, sight)]
  return sight.value === undefined ? undefined : ofKept(sight.value, named, subject)
}

function lookAtKept(asking: Asking, named: Named): Promise<Sight<Kept | undefined>> | undefined {
  switch (named.type.toLowerCase()) {
    case 'microsoft.keyvault/vaults':
      return lookAt(asking, `deleted key vault ${named.name}`, () => deletedVault(asking, named))
    case 'microsoft.operationalinsights/workspaces':
      return lookAt(asking, `deleted Log Analytics workspace ${named.name}`, () => deletedLogs(asking, named))
    default:
      return undefined
  }
}

async function deletedVault({ connection }: Asking, { id, name, region }: Named): Promise<Kept> {
  const { vaults } = await keyVaultSdk.open(connection, parseResourceId(id).subscription)
  const { properties } = await vaults.getDeleted(name, region)
  const until = properties?.scheduledPurgeDate
  return {
    id: properties?.vaultId ?? id,
    protectedUntil:
      properties?.purgeProtectionEnabled === true ? (until?.toISOString().slice(0, 10) ?? 'later') : undefined,
  }
}

/** By subscription: its group may be gone, and is then made again, and the name is still held. */
async function deletedLogs({ connection }: Asking, { id }: Named): Promise<Kept | undefined> {
  const { subscription } = parseResourceId(id)
  return (await isLogsKept(await operationalInsightsSdk.open(connection, subscription), id))
    ? { id, protectedUntil: undefined }
    : undefined
}

function ofKept({ id: was, protectedUntil }: Kept, { id, name }: Named, { onSoftDeleted }: Subject): Finding[] {
  const isHere = was.toLowerCase() === id.toLowerCase()
  const message = `Azure keeps a deleted resource of the name ${name}${isHere ? '' : `, which was ${was}`}.`
  const otherwise = `choose another workspace name`
  switch (onSoftDeleted) {
    case 'refuse':
      return [
        fail('azure-name-soft-deleted', {
          subject: id,
          message,
          remedy: `Set resources.onSoftDeleted to ${protectedUntil === undefined ? 'recover or purge' : 'recover'}, or ${otherwise}.`,
        }),
      ]
    case 'recover':
      return isHere
        ? [
            warn('azure-name-soft-deleted', {
              subject: id,
              message: `${message} It comes back with what is in it.`,
              remedy: 'Nothing: the request says so.',
            }),
          ]
        : [
            fail('azure-name-soft-deleted', {
              subject: id,
              message: `${message} It can only come back where it was.`,
              remedy: `Name the resource group in which it was, or ${otherwise}.`,
            }),
          ]
    case 'purge':
      return protectedUntil === undefined
        ? [
            warn('azure-name-soft-deleted', {
              subject: id,
              message: `${message} It is destroyed for good, with what is in it.`,
              remedy: 'Nothing: the request says so.',
            }),
          ]
        : [
            fail('azure-name-soft-deleted', {
              subject: id,
              message: `${message} It is protected against purging until ${protectedUntil}.`,
              remedy: `Set resources.onSoftDeleted to recover, or ${otherwise}.`,
            }),
          ]
  }
}
