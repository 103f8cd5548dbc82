/** The paths below one data folder. */
export interface DataFolder {
  readonly root: string
  readonly logs: string
  readonly simulator: string
  readonly compileCache: string
  readonly heartbeat: string
}
