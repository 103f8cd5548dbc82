interface Identity {
  readonly principalId?: string | null
  readonly userAssignedIdentities?: Readonly<Record<string, { readonly principalId?: string }>>
}

/**
 * The principal that a resource acts as: that of the identity which was made with it, or else of one that it was lent.
 * Of several, the one whose id is `primary`.
 */
export function principalOf(identity: Identity | undefined, primary?: unknown): string | undefined {
  if (identity?.principalId) return identity.principalId
  const lent = Object.entries(identity?.userAssignedIdentities ?? {})
  const [, chosen] = lent.find(([id]) => id.toLowerCase() === String(primary).toLowerCase()) ?? lent[0] ?? []
  return chosen?.principalId
}
