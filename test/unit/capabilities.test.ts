/** The check of docs/capabilities.csv, run as people run it, over small folders written for the purpose. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const SCRIPT = join(import.meta.dirname, '../../scripts/capabilities.mjs')
const HEADER = 'id,area,seed,section,capability,acceptance,status,test'
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

test('a full list of planned capabilities is in order', () => {
  const result = check(folderWith([]))
  expect(result.status).toBe(0)
  expect(result.stdout).toBe('Capabilities: 261, of which 0 shown by a test and 261 planned.\n')
})

test('a capability shown by a test in its file is in order', () => {
  const result = check(folderWith(['shown,booking.test.ts > a full session has a waiting list']))
  expect(result).toMatchObject({ status: 0, stderr: '' })
  expect(result.stdout).toContain('1 shown by a test')
})

test.each([
  ['shown,', 'CAP-001 is shown, so it must name a test'],
  ['shown,gone.test.ts > a title', 'CAP-001 names a test in gone.test.ts, and there is no such file.'],
  ['shown,booking.test.ts > a longer', 'CAP-001 names the test “a longer”, which is not in booking.test.ts.'],
  ['planned,booking.test.ts > a title', 'CAP-001 is planned but names a test'],
  ['done,', 'CAP-001 has the status “done”; use planned or shown.'],
])('a row that ends in “%s” is refused in words', (ending, sentence) => {
  const result = check(folderWith([ending]))
  expect(result.status).toBe(1)
  expect(result.stderr).toContain(sentence)
})

test('a missing capability, one listed twice and a ragged row are refused', () => {
  expect(check(folderWith([], { rows: 260 })).stderr).toContain('has 260 capabilities; there must be 261')
  expect(check(folderWith([], { firstId: 'CAP-002' })).stderr).toContain('CAP-002 appears more than once.')
  expect(check(folderWith(['planned,,too,many'])).stderr).toContain('CAP-001 has 10 cells; there must be 8.')
})

test.each([
  ['passed', 0, ''],
  ['failed', 1, 'which failed'],
  ['skipped', 1, 'which did not run'],
])('given reports, a test that %s decides', (outcome, status, words) => {
  const folder = folderWith(['shown,booking.test.ts > a full session has a waiting list'])
  const other = report(folder, 'other.json', 'elsewhere.test.ts', 'passed')
  const own = report(folder, 'own.json', 'booking.test.ts', outcome)
  const result = check(folder, '--report', other, own)
  expect(result.status).toBe(status)
  expect(result.stderr).toContain(words)
})

test('a failure in one report outweighs a pass in another', () => {
  const folder = folderWith(['shown,booking.test.ts > a full session has a waiting list'])
  const reports = ['passed', 'failed'].map((outcome) => report(folder, outcome, 'booking.test.ts', outcome))
  expect(check(folder, '--report', ...reports).status).toBe(1)
})

/** A folder with one small test file and a list whose first rows end as given; all others are planned. */
function folderWith(endings: string[], { rows = 261, firstId = 'CAP-001' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'capabilities-'))
  folders.push(folder)
  const lines = Array.from({ length: rows }, (_, at) => {
    const id = at === 0 ? firstId : `CAP-${String(at + 1).padStart(3, '0')}`
    return `${id},Area,Seed,1,Something people can do,How it is known,${endings[at] ?? 'planned,'}`
  })
  mkdirSync(join(folder, 'docs'))
  writeFileSync(join(folder, 'docs/capabilities.csv'), [HEADER, ...lines, ''].join('\n'))
  writeFileSync(join(folder, 'booking.test.ts'), "test('a full session has a waiting list', () => {})\n")
  return folder
}

/** Writes a report in vitest's JSON shape with the one test, and answers its path. */
function report(folder: string, name: string, file: string, status: string) {
  const assertionResults = [{ ancestorTitles: [], title: 'a full session has a waiting list', status }]
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ testResults: [{ name: join(folder, file), assertionResults }] }))
  return path
}

function check(folder: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, '--in', folder, ...options], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
