import {
  blobContainer,
  cloudHosts,
  datastore,
  type mlWorkspace,
  type resourceGroup,
  type storageAccount as storageAccountType,
  type subscription,
} from '@palisade/facts'
import { type Principal, roleAssignment } from '../access/role-assignment.ts'
import { storageAdmitsWorkspace } from '../access/storage-admits-workspace.ts'
import type { Add } from '../collect.ts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import type { CustomerKey } from '../workspace/customer-key.ts'
import { storageAccount } from '../workspace/storage-account.ts'
import { storageRules } from '../workspace/storage-rules.ts'
import { serviceIdentity } from './studio.ts'

const containerName = 'labelling'

/** A second account for labelling, which cannot use the default one behind a network. */
export function labellingAccount(
  site: Site,
  add: Add,
  group: Declaration<typeof resourceGroup>,
  customerKey: CustomerKey | undefined,
) {
  return add(
    storageAccount(site, group, {
      key: 'studio/labelling-storage',
      name: site.names.labellingAccount,
      rules: rules(site),
      customerKey,
    }),
  )
}

/** Lets the workspace use it, and the studio find it. */
export function labelling(
  site: Site,
  add: Add,
  account: Declaration<typeof storageAccountType>,
  to: {
    readonly workspace: Declaration<typeof mlWorkspace>
    readonly identity: Principal
    readonly tenant: Declaration<typeof subscription>
  },
): void {
  const container = add(
    declare(blobContainer, {
      key: 'studio/labelling-container',
      phase: 'studio',
      parent: account,
      name: containerName,
      body: { properties: { publicAccess: 'None' } },
    }),
  )
  // To read is what the documentation asks for each account beside the default one; labels have to be written as well.
  for (const role of ['Storage Blob Data Reader', 'Storage Blob Data Contributor'] as const) {
    add(
      roleAssignment(site, {
        key: role.endsWith('Reader') ? 'workspace-labelling-reads' : 'workspace-labelling-writes',
        role,
        on: account,
        to: to.identity,
        why: 'Labelling projects keep their images and labels here.',
      }),
    )
  }
  if (site.choices.storage !== 'open') {
    add(storageAdmitsWorkspace('access/labelling-admits-workspace', account, rules(site), to.workspace, to.tenant))
  }
  add(
    declare(datastore, {
      key: 'studio/labelling-datastore',
      phase: 'studio',
      parent: to.workspace,
      name: containerName,
      after: [container],
      exclusive: [to.workspace.id],
      body: {
        properties: {
          datastoreType: 'AzureBlob',
          description: 'For labelling projects.',
          accountName: account.declared.name,
          containerName,
          endpoint: cloudHosts[site.cloud].storageSuffix,
          protocol: 'https',
          credentials: { credentialsType: 'None' },
          serviceDataAccessAuthIdentity: serviceIdentity(site),
        },
      },
    }),
  )
}

/** As closed as the default account; where there is a network, it is reached by private endpoint. */
function rules({ choices }: Site) {
  const reach = choices.storage === 'serviceEndpoint' ? 'privateEndpoint' : choices.storage
  return storageRules({ reach, clientIps: choices.clientIps, subnet: undefined })
}
