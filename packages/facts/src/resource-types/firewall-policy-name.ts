import type { NameRule } from './names.ts'

/** For a firewall policy and its groups. Source: firewallPolicy.json of azure-rest-api-specs. */
export const firewallPolicyName: NameRule = {
  pattern: /^[A-Za-z0-9][\w.-]{0,79}(?<![-.])$/,
  words: '1 to 80 letters, digits, ".", "_" and "-"; begins with a letter or digit, does not end with "-" or "."',
}
