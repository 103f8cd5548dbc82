/** This machine or user cannot run PostgreSQL as it is. The message is all that people need to go on. */
export class NoLocalPostgres extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NoLocalPostgres'
  }
}
