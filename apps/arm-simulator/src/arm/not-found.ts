import { ArmError } from './arm-error.ts'
import type { ResourceId } from './resource-id.ts'

/** The three sorts of nothing there. */
export const notFound = {
  resource(id: ResourceId): ArmError {
    return new ArmError(
      404,
      'ResourceNotFound',
      `The Resource '${id.type}/${id.names.join('/')}' under resource group '${id.group ?? '<null>'}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    )
  },
  group(name: string): ArmError {
    return new ArmError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`)
  },
  parent(id: ResourceId): ArmError {
    const parent = id.names.length > 1 ? id.names.slice(0, -1).join('/') : (id.parent.split('/').at(-1) ?? '')
    return new ArmError(
      404,
      'ParentResourceNotFound',
      `Can not perform requested operation on nested resource. Parent resource '${parent}' not found.`,
    )
  },
  type(type: string): ArmError {
    const [namespace = '', ...rest] = type.split('/')
    return new ArmError(
      404,
      'InvalidResourceType',
      `The resource type '${rest.join('/')}' could not be found in the namespace '${namespace}'.`,
    )
  },
}
