import type { NameRule } from './names.ts'

/** For online endpoints and their deployments. Source: how-to-manage-quotas.md. */
export const onlineName: NameRule = {
  pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,30}[a-zA-Z0-9]$/,
  words: '3 to 32 letters, digits and single hyphens; begins with a letter, does not end with a hyphen',
}
