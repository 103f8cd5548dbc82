/** How a write stands after Azure was asked once. `state` is what the SDK needs to ask again. */
export type Standing<Result> =
  | { readonly done: true; readonly result: Result }
  | { readonly done: false; readonly state: string }
