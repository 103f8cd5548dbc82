/** What is done with a resource. */
export type Doing = 'read' | 'change' | 'make'

/** A resource group is part of its subscription, in the names of actions as in its id. */
const namedOtherwise: Readonly<Record<string, string>> = {
  'Microsoft.Resources/resourceGroups': 'Microsoft.Resources/subscriptions/resourceGroups',
}

/** What has an action of its own beside reading and writing it. */
const furtherActions: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.Compute/sshPublicKeys': ['generateKeyPair/action'],
}

/**
 * The actions that a caller needs for what is done with a resource of a type. Source: "Azure permissions" of the Azure
 * documentation, where each type has its `read`, `write` and `delete`. Who makes something also takes it away again.
 */
export function actionsOn(type: string, doing: Doing): readonly string[] {
  const name = namedOtherwise[type] ?? type
  switch (doing) {
    case 'read':
      return [`${name}/read`]
    case 'change':
      return [`${name}/read`, `${name}/write`]
    case 'make':
      return ['read', 'write', 'delete', ...(furtherActions[type] ?? [])].map((action) => `${name}/${action}`)
  }
}
