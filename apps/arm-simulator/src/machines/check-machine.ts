import { ArmError } from '../arm/arm-error.ts'
import type { Write } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'

/** Names that no machine takes for its first user, from the official description of adminUsername. */
const reservedUsers =
  /^(administrator|admin|user|user1|test|user2|test1|user3|admin1|1|123|a|actuser|adm|admin2|aspnet|backup|console|david|guest|john|owner|root|server|sql|support|support_388945a0|sys|test2|test3|user4|user5)$/i

/** What cannot be changed once a machine is there. */
const fixed: readonly (readonly string[])[] = [
  ['storageProfile', 'imageReference'],
  ['storageProfile', 'osDisk', 'name'],
  ['osProfile', 'computerName'],
  ['osProfile', 'adminUsername'],
  ['osProfile', 'linuxConfiguration', 'ssh', 'publicKeys'],
  ['securityProfile', 'securityType'],
]

/** The interfaces that a machine names, and what becomes of each when the machine is deleted. */
export function interfacesOf(body: JsonObject): { id: string; deleteOption: string }[] {
  return read.list(body, 'properties', 'networkProfile', 'networkInterfaces').flatMap((item) => {
    const id = read.text(item, 'id')
    return id === undefined ? [] : [{ id, deleteOption: read.text(item, 'properties', 'deleteOption') ?? 'Detach' }]
  })
}

/** Whether a machine may be made, or changed to this. */
export function checkMachine(write: Write): void {
  const { body, existing } = write
  if (existing === undefined) checkNew(write)
  else checkFixed(body, existing.body)
  checkInterfaces(write)
}

function checkNew({ id, body, world }: Write): void {
  const properties = read.object(body, 'properties')
  const required: readonly (readonly string[])[] = [
    ['hardwareProfile', 'vmSize'],
    ['storageProfile', 'osDisk', 'createOption'],
    ['storageProfile', 'imageReference'],
    ['osProfile', 'adminUsername'],
    ['networkProfile'],
  ]
  for (const path of required) if (isAbsent(read.at(properties, ...path))) throw missing(path.at(-1) ?? '')
  // A machine of an OS disk that exists already is not simulated.
  if (read.text(properties, 'storageProfile', 'osDisk', 'createOption') !== 'FromImage')
    throw invalid('osDisk.createOption')
  const image = read.object(properties, 'storageProfile', 'imageReference')
  const isOffered = ['publisher', 'offer', 'sku', 'version'].every((name) => read.text(image, name) !== undefined)
  const isNamed = ['id', 'communityGalleryImageId', 'sharedGalleryImageId'].some((name) => !isAbsent(image[name]))
  if (!isOffered && !isNamed) throw invalid('imageReference')
  checkUser(read.object(properties, 'osProfile'))
  const name = read.text(properties, 'storageProfile', 'osDisk', 'name')
  const disk = `/subscriptions/${id.subscription}/resourceGroups/${id.group ?? ''}/providers/Microsoft.Compute/disks/${name ?? ''}`
  if (name !== undefined && world.get(keyOf(disk)) !== undefined)
    throw new ArmError(
      409,
      'ConflictingUserInput',
      `Disk ${name} already exists in resource group ${(id.group ?? '').toUpperCase()}. Only CreateOption.Attach is supported.`,
      { target: disk },
    )
}

function checkUser(os: JsonObject): void {
  const user = read.text(os, 'adminUsername') ?? ''
  if (reservedUsers.test(user))
    throw new ArmError(400, 'InvalidParameter', 'The Admin Username specified is not allowed.', {
      target: 'adminUsername',
    })
  const hasPassword = (read.text(os, 'adminPassword') ?? '') !== ''
  if (os.windowsConfiguration !== undefined) {
    if (!hasPassword) throw missing('adminPassword')
    return
  }
  const linux = read.object(os, 'linuxConfiguration')
  const keys = read.list(linux, 'ssh', 'publicKeys')
  const takesPassword = linux.disablePasswordAuthentication !== true
  if (keys.length === 0 && !(takesPassword && hasPassword))
    throw new ArmError(
      400,
      'InvalidParameter',
      'Authentication using either SSH or by user name and password must be enabled in Linux profile.',
      { target: 'linuxConfiguration' },
    )
  for (const key of keys) {
    if (!/^ssh-(rsa|ed25519) [A-Za-z0-9+/]+=*( .*)?$/.test((read.text(key, 'keyData') ?? '').trim()))
      throw invalid('linuxConfiguration.ssh.publicKeys.keyData')
    if (read.text(key, 'path') !== `/home/${user}/.ssh/authorized_keys`)
      throw invalid('linuxConfiguration.ssh.publicKeys.path')
  }
}

function checkFixed(body: JsonObject, before: JsonObject): void {
  for (const path of fixed) {
    const asked = read.at(body, 'properties', ...path)
    if (isAbsent(asked) || isWithin(asked, read.at(before, 'properties', ...path))) continue
    throw new ArmError(409, 'PropertyChangeNotAllowed', `Changing property '${path.join('.')}' is not allowed.`, {
      target: path.join('.'),
    })
  }
}

function checkInterfaces({ id, body, existing, world }: Write): void {
  const cards = interfacesOf(body)
  if (cards.length === 0 && (existing === undefined || read.at(body, 'properties', 'networkProfile') !== undefined))
    throw missing('networkInterfaces')
  for (const { id: cardId } of cards) {
    const card = world.get(keyOf(cardId))
    if (card === undefined) continue
    if (card.type !== 'Microsoft.Network/networkInterfaces' || card.body.location !== body.location)
      throw new ArmError(
        400,
        'InvalidResourceReference',
        `Resource ${cardId} referenced by resource ${id.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      )
    const user =
      world.referencers(card.key, 'Microsoft.Compute/virtualMachines').find((other) => other.key !== id.key)?.id ??
      read.text(card.body, 'properties', 'privateEndpoint', 'id')
    if (user === undefined) continue
    throw new ArmError(
      400,
      'NicInUse',
      `Network Interface ${card.name} is used by existing resource ${user}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
    )
  }
}

/** Everything that is asked for is there already; what Azure added to it does not matter. */
function isWithin(asked: Json | undefined, present: Json | undefined): boolean {
  if (Array.isArray(asked))
    return (
      Array.isArray(present) &&
      asked.length === present.length &&
      asked.every((item, index) => isWithin(item, present[index]))
    )
  if (read.isObject(asked))
    return read.isObject(present) && Object.entries(asked).every(([name, value]) => isWithin(value, present[name]))
  return asked === present
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === ''
}

/** The code is that of other refused parameters of a machine, which are in public reports; the text is not found (unconfirmed). */
function missing(name: string): ArmError {
  return new ArmError(400, 'InvalidParameter', `Required parameter '${name}' is missing (null).`, { target: name })
}

function invalid(name: string): ArmError {
  return new ArmError(400, 'InvalidParameter', `The value of parameter ${name} is invalid.`, { target: name })
}
