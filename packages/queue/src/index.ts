export { type CallBudget, type Calls, type HeardAnswer, openCallBudget } from './call-budget/open-call-budget.ts'
export { openWakeQueue, type WakeQueue } from './open-wake-queue.ts'
export { prepareQueue } from './prepare-queue.ts'
export { startWakeReceiver, type WakeReceiver } from './start-wake-receiver.ts'
