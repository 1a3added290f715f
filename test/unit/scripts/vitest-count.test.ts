import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../../../src/platform/root.ts'

const { count } = (await import(pathToFileURL(join(projectRoot, 'scripts/vitest.mjs')).href)) as {
  count: (report: string, code: number) => { passed: number; failed: number; skipped: number }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oneworkforce-report-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function reportOf(
  passed: number,
  failed: number,
  files: { status: string; assertionResults: { status: string }[] }[],
) {
  const file = join(folder, 'report.json')
  const numbers = { numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 1 }
  writeFileSync(file, JSON.stringify({ ...numbers, testResults: files }))
  return file
}

test('passed, failed and skipped tests are counted', () => {
  const files = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }]
  expect(count(reportOf(1, 1, files), 1)).toEqual({ passed: 1, failed: 1, skipped: 2 })
})

test('a file that could not even be read counts as a failure', () => {
  const files = [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [] },
  ]
  expect(count(reportOf(1, 0, files), 1)).toMatchObject({ passed: 1, failed: 1 })
})

test('an error outside any test, or no tests at all, counts as a failure', () => {
  expect(count(reportOf(3, 0, []), 1)).toMatchObject({ passed: 3, failed: 1 })
  expect(count(reportOf(0, 0, []), 1)).toMatchObject({ passed: 0, failed: 1 })
})

test('a run that left no report counts as a failure', () => {
  expect(count(join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
