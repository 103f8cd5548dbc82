/** How a name is checked, and how the rule is told to a person. */
export interface NameRule {
  readonly pattern: RegExp
  readonly words: string
}

/** The rule for most names of Microsoft.Network. Source: resource-name-rules.md of the Azure documentation. */
export function networkName(max: number, min = 1): NameRule {
  return {
    pattern: new RegExp(`^(?=.{${min},${max}}$)[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$`),
    words: `${min} to ${max} letters, digits, ".", "_" and "-"; begins with a letter or digit, ends with one or "_"`,
  }
}

export const guidName: NameRule = {
  pattern: /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/,
  words: 'a GUID',
}
