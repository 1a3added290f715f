import { expect, test } from 'vitest'
import { guessMapping } from '#platform/imports/index'
import { organisationsImport } from './import-organisations.ts'

const practice = [
  'Z99001',
  'HIGH STREET SURGERY',
  'Y99',
  'Q99',
  '1 HIGH STREET',
  '',
  '',
  '',
  '',
  'ZZ1 1AC',
  '19740401',
  '',
]

test('every published shape gives all the columns that are needed', () => {
  const required = organisationsImport.columns.filter((column) => column.required).map(({ name }) => name)
  for (const { title, mapping } of organisationsImport.shapes ?? [])
    expect(Object.keys(mapping), title).toEqual(expect.arrayContaining(required))
})

test('each is told from the others by its first row', () => {
  const shapes = organisationsImport.shapes ?? []
  const told = (firstRow: string[]) =>
    shapes.filter((shape) => shape.recognise(firstRow)).map(({ title }) => title)
  expect(told(['URN', 'EstablishmentName', 'OpenDate', 'CloseDate', 'Postcode', 'Town'])).toEqual([
    shapes[0]?.title,
  ])
  expect(told(['name', 'unique_reference_number', 'postcode'])).toEqual([shapes[1]?.title])
  expect(told(practice)).toEqual([shapes[2]?.title])
  expect(told(['organisation_ref', 'name', 'kind', 'sector'])).toEqual([])
})

test('a practice file is read without a header', () => {
  expect(guessMapping(organisationsImport, practice)).toMatchObject({ header: false, ods_code: 'A' })
})
