/** Something that a body points at. */
export interface Reference {
  readonly id: string
  readonly field: string
  /** Also accepted while it is missing, for instance a rule that names a subnet to come. */
  readonly loose?: true
}
