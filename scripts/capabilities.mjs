/**
 * Checks docs/capabilities.csv, where each capability names the test that shows it.
 *
 *   node scripts/capabilities.mjs [--report FILE ...] [--in FOLDER]
 *
 * A capability is `planned`, or `shown` by a test written `path/to/file.test.ts > title` (with the titles of
 * its describe blocks between, if it has any). The test must be in that file; and when vitest's JSON reports
 * are given, it must have passed in one of them and failed in none. Ends with 1 and a sentence for each fault.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'

const EXPECTED_ROWS = 261
const COLUMNS = ['id', 'area', 'seed', 'section', 'capability', 'acceptance', 'status', 'test']
const STATUSES = ['planned', 'shown']

// A shell turns `--report results/*.json` into one option and several plain arguments: all of them are reports.
const { values, positionals } = parseArgs({
  options: {
    report: { type: 'string', multiple: true, default: [] },
    in: { type: 'string', default: join(import.meta.dirname, '..') },
  },
  allowPositionals: true,
})
const root = resolve(values.in)
const reports = [...values.report, ...positionals]

const faults = []
const rows = readRows()
const ran = reports.length > 0 ? testsThatRan(reports) : null
checkTheList(rows)
for (const row of rows) checkOne(row)

const shown = rows.filter((row) => row.status === 'shown').length
console.log(
  `Capabilities: ${rows.length}, of which ${shown} shown by a test and ${rows.length - shown} planned.`,
)
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0

function readRows() {
  const text = readFileSync(join(root, 'docs/capabilities.csv'), 'utf8')
  const [header, ...records] = parse(text, { bom: true, relax_column_count: true })
  if (header?.join() !== COLUMNS.join()) {
    faults.push(`docs/capabilities.csv: the columns must be ${COLUMNS.join(', ')}.`)
    return []
  }
  return records.map((record) => {
    if (record.length !== COLUMNS.length) {
      faults.push(`${record[0]} has ${record.length} cells; there must be ${COLUMNS.length}.`)
    }
    return Object.fromEntries(COLUMNS.map((column, at) => [column, record[at] ?? '']))
  })
}

function checkTheList(rows) {
  if (rows.length !== EXPECTED_ROWS) {
    faults.push(`docs/capabilities.csv has ${rows.length} capabilities; there must be ${EXPECTED_ROWS}.`)
  }
  const seen = new Set()
  for (const { id } of rows) {
    if (seen.has(id)) faults.push(`${id} appears more than once.`)
    seen.add(id)
  }
}

function checkOne({ id, capability, acceptance, status, test }) {
  if (!capability || !acceptance) faults.push(`${id} needs a capability and its acceptance.`)
  if (!STATUSES.includes(status))
    faults.push(`${id} has the status “${status}”; use ${STATUSES.join(' or ')}.`)
  if (status === 'planned' && test)
    faults.push(`${id} is planned but names a test; make it shown, or remove the test.`)
  if (status === 'shown') faults.push(...faultsInNaming(test).map((fault) => `${id} ${fault}`))
}

/** What is wrong with the test that a capability names: nothing, or one thing. */
function faultsInNaming(test) {
  const [file, ...titles] = test.split(' > ')
  const title = titles.at(-1)
  if (!title) return ['is shown, so it must name a test: path/to/file.test.ts > title of the test.']
  if (!existsSync(join(root, file))) return [`names a test in ${file}, and there is no such file.`]
  if (!holdsTitle(readFileSync(join(root, file), 'utf8'), title)) {
    return [`names the test “${title}”, which is not in ${file}.`]
  }
  if (!ran) return []
  const outcomes = ran.get(test) ?? []
  if (outcomes.includes('failed')) return [`names the test “${title}”, which failed.`]
  if (!outcomes.includes('passed')) return [`names the test “${title}”, which did not run.`]
  return []
}

/** Whether the source declares a test of exactly this title; quotes inside a title may be escaped. */
function holdsTitle(source, title) {
  const unescaped = source.replaceAll(/\\(['"`])/g, '$1')
  return ["'", '"', '`'].some((quote) => unescaped.includes(`${quote}${title}${quote}`))
}

/** Every outcome of every test in the reports, by `file > describe > title`. */
function testsThatRan(files) {
  const outcomes = new Map()
  for (const file of files) {
    for (const { name, assertionResults } of JSON.parse(readFileSync(file, 'utf8')).testResults) {
      for (const { ancestorTitles, title, status } of assertionResults) {
        const key = [relative(root, name).replaceAll('\\', '/'), ...ancestorTitles, title].join(' > ')
        outcomes.set(key, [...(outcomes.get(key) ?? []), status])
      }
    }
  }
  return outcomes
}
