/** How one `npm start` was asked to run. */
export interface Options {
  /** Delete the data of earlier runs first. */
  readonly fresh: boolean
  /** Order the example workspace when there is no workspace yet. */
  readonly sample: boolean
  /** Where the API listens. */
  readonly port: number
  /** How many seconds pass on the simulated Azure in one of ours. */
  readonly timeScale: number
  /** Absolute path of everything that outlives a run. */
  readonly dataFolder: string
}
