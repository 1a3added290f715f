/** Establishment lists that are published in the same shape everywhere, so that nobody has to map them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#platform'
import type { Mapping, PublishedShape } from '#platform/imports/index'

export const publishedShapes: readonly PublishedShape[] = [
  {
    title: 'an extract of “Get information about schools”',
    recognise: hasHeadings('URN', 'EstablishmentName', 'OpenDate', 'CloseDate', 'Postcode'),
    mapping: mappingFile('get-information-about-schools'),
  },
  {
    title: 'a council’s open list of schools',
    recognise: hasHeadings('name', 'unique_reference_number', 'postcode'),
    mapping: mappingFile('council-list-of-schools'),
  },
  {
    title: 'the NHS list of GP practices (epraccur)',
    recognise: isPracticeRecord,
    mapping: mappingFile('nhs-gp-practices'),
  },
]

function hasHeadings(...wanted: string[]) {
  return (headings: readonly string[]) => wanted.every((heading) => headings.includes(heading))
}

/**
 * A record of the NHS's practice file: a code, a name, then the postcode tenth and the day it opened eleventh.
 * Source: NHS England, ODS data download "epraccur", whose files have no headings.
 */
function isPracticeRecord(cells: readonly string[]): boolean {
  const [code = '', name = ''] = cells
  return /^[A-Z]\d{5}$/.test(code) && name !== '' && /^\d{8}$/.test(cells[10] ?? '')
}

function mappingFile(name: string): Mapping {
  return JSON.parse(readFileSync(join(projectRoot, 'data', 'mappings', `${name}.json`), 'utf8')) as Mapping
}
