export { prepareQueue } from './backends/choose-backend.ts'
export { type CallBudget, type Calls, type ObservedAnswer, openCallBudget } from './call-budget/call-budget.ts'
export { openWakeQueue, type WakeQueue } from './open-wake-queue.ts'
export { startWakeReceiver, type WakeReceiver } from './start-wake-receiver.ts'
