/** Another worker holds the step. Not an error to repair: a reason to stop at once and write nothing. */
export class LeaseLost extends Error {
  constructor(stepId: string) {
    super(`The lease of step ${stepId} is lost.`)
    this.name = 'LeaseLost'
  }
}
