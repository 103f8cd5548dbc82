/** What one assignment of a role allows its holder to do. */
export interface Permission {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
}

/**
 * Whether one of the permissions allows an action. What one role takes out of its own actions, another may still give.
 * Azure compares without case, and `*` stands for any text, slashes too.
 */
export function allows(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, action)) && !notActions.some((pattern) => matches(pattern, action)),
  )
}

function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action)
}
