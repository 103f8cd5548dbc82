import type { JobView } from '@palisade/contract'
import { pictureOf } from '../screen/picture-of.ts'
import type { Screen } from '../screen/screen.ts'
import type { Api } from './api.ts'
import type { Found } from './find-job.ts'
import { followJob } from './follow-job.ts'

/** How often the picture is renewed between two events, in milliseconds: percentages grow with time. */
const redrawMs = 500

/** Shows a job until it is done: as a picture on a terminal, else as one line for each event. Answers how it ended. */
export async function watchJob(api: Api, screen: Screen, found: Found, signal: AbortSignal): Promise<JobView> {
  const { id, lastEvent } = found.job
  const redraw = screen.isLive ? startDrawing(api, screen, found, signal) : undefined
  try {
    for await (const event of followJob(api, id, found.isNew ? 0 : lastEvent, signal)) {
      if (!screen.isLive) screen.say(`${event.time.slice(11, 19)}  ${event.message}`)
    }
    return await api.job(id)
  } finally {
    await redraw?.stop()
    screen.draw([])
  }
}

function startDrawing(api: Api, screen: Screen, { job, workspace }: Found, signal: AbortSignal) {
  const end = Promise.withResolvers<'end'>()
  const draw = async (): Promise<void> => {
    let current = job
    for (;;) {
      screen.draw(pictureOf(current, workspace.name, screen.size))
      const pause = Promise.withResolvers<void>()
      const timer = setTimeout(pause.resolve, redrawMs)
      if ((await Promise.race([pause.promise, end.promise])) === 'end' || signal.aborted) return clearTimeout(timer)
      current = await api.job(job.id)
    }
  }
  // The picture is not worth failing for: whatever breaks it breaks the event stream too, and is told there.
  const drawing = draw().catch(() => {})
  return {
    stop: async () => {
      end.resolve('end')
      await drawing
    },
  }
}
