import type { Reporter, TestModule } from 'vitest/node'

declare module 'vitest' {
  interface TaskMeta {
    /** What a suite lacks to be run on this machine. */
    leftOutFor?: string
  }
}

/** Ends a run with one line that any machine can read: how many passed and how many failed. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    // A file that does not load has no tests, and an error outside of tests belongs to none: both are failures.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    )
    const failed = count('failed') + broken.length + errors.length
    for (const line of leftOut(modules)) console.log(line)
    console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`)
  }
}

/** One line for each thing that is lacking, however many suites there are. */
function leftOut(modules: readonly TestModule[]): string[] {
  const suites = modules.flatMap((module) => [...module.children.allSuites()])
  const skipped = suites.filter((suite) => suite.options.mode === 'skip' && suite.meta().leftOutFor !== undefined)
  return [...Map.groupBy(skipped, (suite) => suite.meta().leftOutFor)].map(
    ([what, of]) => `left out for lack of ${what}: ${of.map(({ name }) => name).join('; ')}`,
  )
}
