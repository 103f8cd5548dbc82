/** The Istio revisions that the service mesh of a cluster can have, as Microsoft's examples show them. */
export const meshRevisions = [
  {
    revision: 'asm-1-17',
    upgrades: ['asm-1-18'],
    compatibleWith: [{ name: 'kubernetes', versions: ['1.23', '1.24', '1.25', '1.26'] }],
  },
  {
    revision: 'asm-1-18',
    upgrades: [],
    compatibleWith: [{ name: 'kubernetes', versions: ['1.24', '1.25', '1.26', '1.27'] }],
  },
]
