import { expect, test } from 'vitest'
import { date, text } from './column-types.ts'
import type { ImportKind } from './import-kind.ts'
import { canonicalMapping, guessMapping, mappedTo, readMapping } from './mapping.ts'

const nothing = () => Promise.resolve()
const people: ImportKind = {
  name: 'people',
  title: 'People',
  noun: ['person', 'people'],
  teaching: '',
  key: ['ref'],
  columns: [
    { name: 'ref', required: true, type: text(), hint: '', alsoCalled: ['employee number'] },
    { name: 'family_name', required: true, type: text(), hint: '', alsoCalled: ['surname'] },
    { name: 'started_on', type: date(), hint: '', alsoCalled: ['start date', 'from'] },
  ],
  shapes: [
    {
      title: 'a list that is published',
      recognise: (headings) => headings.includes('PUB_REF'),
      mapping: { header: false, ref: 'A', family_name: { always: 'Unknown' } },
    },
  ],
  match: nothing,
  apply: nothing,
}

test('the canonical headings map to themselves, exactly as they are written', () => {
  expect(canonicalMapping(people, ['reason', 'family_name', 'ref', 'Started_On'])).toEqual({
    ref: 'ref',
    family_name: 'family_name',
  })
})

test('headings that mean the same are guessed, whatever their case and punctuation, each once', () => {
  expect(guessMapping(people, ['Employee-Number', 'SURNAME', 'From', 'Surname '])).toEqual({
    ref: 'Employee-Number',
    family_name: 'SURNAME',
    started_on: 'From',
  })
  expect(guessMapping(people, ['Something', ''])).toEqual({})
})

test('a published shape is recognised before anything is guessed', () => {
  expect(guessMapping(people, ['PUB_REF', 'family_name'])).toEqual(people.shapes?.[0]?.mapping)
})

test('a mapping file names headings, constants and whether there is a header', () => {
  const json = '{"header": false, "ref": "A", "family_name": {"always": "Khan"}}'
  const reading = readMapping(json, people)
  expect(reading).toEqual({ mapping: JSON.parse(json) as unknown })
  if ('problem' in reading) return
  expect(mappedTo(reading.mapping, 'ref')).toBe('A')
  expect(mappedTo(reading.mapping, 'started_on')).toBeUndefined()
})

test.each([
  ['not json', 'not JSON'],
  ['[]', 'must be an object'],
  ['{"nickname": "Nick"}', '“nickname” is not a column of people: ref, family_name, started_on'],
  ['{"ref": 3}', '“ref” must be one of their headings'],
  ['{"header": "no"}', '“header” must be false'],
])('the mapping %s is refused in words', (json, words) => {
  expect(readMapping(json, people)).toEqual({ problem: expect.stringContaining(words) as unknown })
})
