import { type Static, Type } from 'typebox'

/** Every change of state that a job's watcher can see. */
export const eventTypes = [
  'job.queued',
  'job.started',
  'job.succeeded',
  'job.failed',
  'job.stuck',
  'step.begun',
  'step.retrying',
  'step.found',
  'step.succeeded',
  'step.failed',
  'step.stuck',
] as const
export type EventType = (typeof eventTypes)[number]

/** One change of state of a job. */
export const EventView = Type.Object(
  {
    sequence: Type.Integer({ minimum: 1, description: 'Counts up by one within a job, without gaps.' }),
    type: Type.Unsafe<EventType>({ type: 'string', enum: [...eventTypes] }),
    time: Type.String({ format: 'date-time' }),
    jobId: Type.String(),
    step: Type.Optional(Type.String({ description: 'The key of the step that changed.' })),
    message: Type.String({ description: 'The change in words.' }),
    data: Type.Unknown(),
  },
  { additionalProperties: false, title: 'Event' },
)
export type EventView = Static<typeof EventView>

export const EventList = Type.Object(
  { items: Type.Array(EventView), done: Type.Boolean({ description: 'No event will follow these.' }) },
  { additionalProperties: false, $id: 'EventList', title: 'EventList' },
)
export type EventList = Static<typeof EventList>
