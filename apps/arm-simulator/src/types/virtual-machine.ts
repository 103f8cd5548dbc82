import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Completed, Write } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { computeAnswers } from '../long-running/compute-answers.ts'
import { checkMachine, interfacesOf } from '../machines/check-machine.ts'
import { machineActions, settleMachinePower } from '../machines/machine-actions.ts'
import { requireMachineCores } from '../quotas/refuse-over-quota.ts'
import { computeUsages } from '../quotas/usages.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

const diskType = 'Microsoft.Compute/disks'

/** Makes its OS disk, takes its interfaces, and leaves behind what its delete options say. */
export const virtualMachine: ArmType = {
  type: 'Microsoft.Compute/virtualMachines',
  name: {
    accepts: /^(?=.{1,64}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    refuse: () =>
      new ArmError(400, 'InvalidParameter', 'The value of parameter vmName is invalid.', { target: 'vmName' }),
  },
  style: computeAnswers,
  seconds: { create: 90, update: 60, delete: 60 },
  refers: (body) => interfacesOf(body).map(({ id }) => ({ id, field: 'properties.networkProfile.networkInterfaces' })),
  validate(write) {
    checkMachine(write)
    requireMachineCores(write)
  },
  complete: completeMachine,
  place(machine, { existing, world }) {
    return existing === undefined ? [placeDisk(machine, world)] : []
  },
  show(machine, body, world) {
    const resources = world.children(machine.key, 'Microsoft.Compute/virtualMachines/extensions').map((extension) => ({
      id: extension.id,
      name: extension.name,
      type: extension.type,
      ...extension.body,
      properties: { provisioningState: extension.state, ...read.object(extension.body, 'properties') },
    }))
    return resources.length === 0 ? body : { ...body, resources }
  },
  acted(machine, world) {
    settleMachinePower(machine, world)
    return {}
  },
  actions: [
    ...machineActions,
    ...computeUsages,
    {
      method: 'GET',
      path: /^\/subscriptions\/([^/]+)\/providers\/microsoft\.compute\/locations\/([^/]+)\/virtualmachines$/,
      run: ({ match: [, subscription, location], world }) => ({
        status: 200,
        body: {
          value: world
            .ofType('Microsoft.Compute/virtualMachines')
            .filter((machine) => machine.subscription === subscription && machine.body.location === location)
            .map((machine) => ({
              id: machine.id,
              name: machine.name,
              type: machine.type,
              ...machine.body,
              properties: { provisioningState: machine.state, ...read.object(machine.body, 'properties') },
            })),
        },
      }),
    },
  ],
  removed(machine, world) {
    const disk = world.get(diskKeyOf(machine))
    if (disk !== undefined) {
      if (read.text(machine.body, 'properties', 'storageProfile', 'osDisk', 'deleteOption') === 'Delete')
        world.remove(disk.key)
      else {
        const { managedBy: _machine, ...body } = disk.body
        const properties = { ...read.object(body, 'properties'), diskState: 'Unattached' }
        world.put({ ...disk, body: { ...body, properties } })
      }
    }
    for (const { id, deleteOption } of interfacesOf(machine.body))
      if (deleteOption === 'Delete' && world.get(keyOf(id)) !== undefined) world.remove(keyOf(id))
  },
  patchable: {
    properties: [
      'hardwareProfile',
      'storageProfile',
      'osProfile',
      'networkProfile',
      'securityProfile',
      'diagnosticsProfile',
    ],
    top: ['identity'],
  },
}

function diskKeyOf(machine: Resource): string {
  return keyOf(read.text(machine.body, 'properties', 'storageProfile', 'osDisk', 'managedDisk', 'id') ?? '')
}

/** What a client leaves out of a later write stays as it was; what is secret is never kept. */
function completeMachine({ id, body, existing, world }: Write): Completed {
  const asked = read.object(body, 'properties')
  const had = read.object(existing?.body, 'properties')
  const { adminPassword: _password, customData: _data, ...os } = read.object(asked, 'osProfile')
  const storage = { ...read.object(had, 'storageProfile'), ...read.object(asked, 'storageProfile') }
  const kept = read.object(had, 'storageProfile', 'osDisk')
  const disk = { ...kept, ...read.object(storage, 'osDisk') }
  const isWindows = read.at(asked, 'osProfile', 'windowsConfiguration') !== undefined
  const name =
    read.text(kept, 'name') ?? read.text(disk, 'name') ?? `${id.name}_OsDisk_1_${world.newGuid().replaceAll('-', '')}`
  const { instanceView: _view, ...rest } = asked
  return {
    body: {
      ...withoutResources(body),
      properties: {
        ...rest,
        hardwareProfile: { ...read.object(had, 'hardwareProfile'), ...read.object(asked, 'hardwareProfile') },
        storageProfile: {
          ...storage,
          imageReference: withDefaults(read.object(storage, 'imageReference'), {
            exactVersion: read.text(storage, 'imageReference', 'version') ?? 'latest',
          }),
          osDisk: {
            ...withDefaults(disk, {
              osType: isWindows ? 'Windows' : 'Linux',
              caching: 'ReadWrite',
              deleteOption: 'Detach',
              diskSizeGB: isWindows ? 127 : 30,
            }),
            name,
            managedDisk: {
              storageAccountType: 'Standard_LRS',
              ...read.object(kept, 'managedDisk'),
              ...read.object(disk, 'managedDisk'),
              id:
                read.text(kept, 'managedDisk', 'id') ??
                `/subscriptions/${id.subscription}/resourceGroups/${id.group ?? ''}/providers/${diskType}/${name}`,
            },
          },
          dataDisks: read.list(storage, 'dataDisks'),
        },
        osProfile: completeSystem(withDefaults(os, read.object(had, 'osProfile')), id.name),
        networkProfile: { ...read.object(had, 'networkProfile'), ...read.object(asked, 'networkProfile') },
        vmId: read.text(had, 'vmId') ?? world.newGuid(),
        timeCreated: read.text(had, 'timeCreated') ?? new Date(world.now()).toISOString(),
      },
    },
  }
}

/** Its extensions are resources of their own, and only shown in it. */
function withoutResources({ resources: _extensions, ...body }: JsonObject): JsonObject {
  return body
}

function completeSystem(os: JsonObject, computerName: string): JsonObject {
  const linux = read.object(os, 'linuxConfiguration')
  return {
    ...withDefaults(os, {
      computerName,
      secrets: [],
      allowExtensionOperations: true,
      requireGuestProvisionSignal: true,
    }),
    ...(os.windowsConfiguration !== undefined
      ? {}
      : {
          linuxConfiguration: withDefaults(linux, {
            disablePasswordAuthentication: false,
            provisionVMAgent: true,
            patchSettings: { patchMode: 'ImageDefault', assessmentMode: 'ImageDefault' },
          }),
        }),
  }
}

function placeDisk(machine: Resource, world: World): Resource {
  const osDisk = read.object(machine.body, 'properties', 'storageProfile', 'osDisk')
  const disk: Resource = {
    id: read.text(osDisk, 'managedDisk', 'id') ?? '',
    key: diskKeyOf(machine),
    type: diskType,
    name: read.text(osDisk, 'name') ?? '',
    subscription: machine.subscription,
    parent: machine.parent,
    body: {
      location: machine.body.location,
      managedBy: machine.id,
      sku: { name: read.text(osDisk, 'managedDisk', 'storageAccountType') ?? 'Standard_LRS' },
      properties: {
        osType: read.text(osDisk, 'osType') ?? 'Linux',
        diskSizeGB: read.number(osDisk, 'diskSizeGB') ?? 30,
        creationData: { createOption: 'FromImage' },
        diskState: 'Attached',
        uniqueId: world.newGuid(),
      },
    },
    internal: {},
    state: 'Creating',
    hidden: false,
  }
  world.put(disk)
  return disk
}
