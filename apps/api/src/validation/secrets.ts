/** Names under which people send secrets. There is no field of ours with one of them. */
const names: ReadonlySet<string> = new Set([
  'password',
  'adminpassword',
  'secret',
  'privatekey',
  'sshprivatekey',
  'key',
  'token',
  'connectionstring',
  'sastoken',
  'accountkey',
])

/** Whether a field is called as one with a secret, whichever way it is written: admin_password, AdminPassword. */
export function isSecretName(name: string): boolean {
  return names.has(name.toLowerCase().replaceAll(/[_-]/g, ''))
}

/**
 * A JSON pointer to the first field inside of a value that is called as one with a secret, or undefined.
 * @param pointer to the value itself
 */
export function secretFieldIn(value: unknown, pointer: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const found = !Array.isArray(value) && isSecretName(name) ? at : secretFieldIn(inner, at)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a text is a secret by the looks of it: a private key, a connection string or a signed address. */
export function looksSecret(text: string): boolean {
  return /PRIVATE KEY|SharedAccessSignature|(AccountKey|SharedAccessKey|SharedSecret|Password|Pwd)\s*[=:]|(^|[?&;])sig=/i.test(
    text,
  )
}
