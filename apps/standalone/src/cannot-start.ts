/** The product cannot be started as the machine or the data is now. The message is all that people need to go on. */
export class CannotStart extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CannotStart'
  }
}
