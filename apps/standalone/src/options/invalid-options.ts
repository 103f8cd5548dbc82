/** The command line cannot be understood; the message says what to write instead. */
export class InvalidOptions extends Error {
  constructor(message: string) {
    super(`${message}\n"npm start -- --help" lists the options.`)
    this.name = 'InvalidOptions'
  }
}
