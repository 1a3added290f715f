/** Runs vitest and counts from its own report, so that nothing that went wrong outside a test is lost. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/**
 * @param {{ name: string, projects: string[], node?: string, args?: string[], env?: Record<string, string> }} lane
 * @returns {Promise<{ passed: number, failed: number, skipped: number, report: string }>}
 */
export async function runVitest({ name, projects, node = process.execPath, args = [], env = {} }) {
  const report = join(root, 'test-results', `${name}.json`)
  rmSync(report, { force: true })
  const code = await run(
    node,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { env: { ...process.env, ...env }, stdio: ['ignore', 1, 2] },
  )
  return { ...count(report, code), report }
}

export function count(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  )
  const failed = numFailedTests + brokenFiles.length
  // vitest also fails for errors outside any test, and when there are no tests at all.
  const failedOtherwise = code !== 0 && failed === 0 ? 1 : 0
  return { passed: numPassedTests, failed: failed + failedOtherwise, skipped: numPendingTests + numTodoTests }
}
