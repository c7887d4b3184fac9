import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Ends a run with what was skipped, by name with its reason, and the totals alone on the last line. */
export default class Totals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    const skipped: string[] = []
    for (const module of modules) {
      failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else skipped.push(`${module.relativeModuleId} : ${nameOf(test)}`)
      }
    }
    const lines = skipped.length === 0 ? [] : ['', 'Tests laissés de côté :', ...skipped.map((name) => `  - ${name}`)]
    process.stdout.write(
      `${[...lines, '', `${passed} passed, ${failed} failed, ${skipped.length} skipped`].join('\n')}\n`,
    )
  }
}

function nameOf(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return note ? `${test.fullName} (${note})` : test.fullName
}
