import { chooseBackend } from '../backends/choose-backend.ts'
import { type CallBudget, callBudgetOn } from './call-budget.ts'
import type { Buckets } from './pace.ts'

/**
 * Opens the budget of calls on the store of the queue.
 * @param options `url` as for the queue; `principal`: who calls Azure, for Azure counts by caller; `buckets`: what Azure
 * allows one caller in one subscription; `timeScale`: how many times faster than Azure the endpoint works; `onError`
 * learns of it once per outage.
 */
export function openCallBudget(options: {
  readonly url: string
  readonly principal: string
  readonly buckets: Buckets
  readonly timeScale: number
  readonly onError: (error: Error) => void
}): CallBudget {
  return callBudgetOn(chooseBackend(options.url).openBudgetStore(), options)
}
