/** A second signal within this time is the same Ctrl-C: the terminal sends it to us, and npm passes on its own. */
const sameKeyMs = 400

/**
 * Listens for Ctrl-C, `kill` and the closing of the terminal. The first aborts the signal that is returned; another one
 * calls `onImpatience`. The reason of the abort is the name of the signal.
 */
export function stopSignals(onImpatience: () => void): AbortSignal {
  const stop = new AbortController()
  let first = 0
  const onSignal = (name: NodeJS.Signals): void => {
    if (!stop.signal.aborted) {
      first = Date.now()
      stop.abort(name)
    } else if (Date.now() - first > sameKeyMs) onImpatience()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  return stop.signal
}
