import { expect, test } from 'vitest'
import { installationId, isId, newId } from './ids.ts'

test('ids sort by the moment they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 1000 }, newId)
  expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(new Set(ids).size).toBe(1000)
})

test.each([newId(), installationId, newId().toUpperCase()])('%s is an id', (text) => {
  expect(isId(text)).toBe(true)
})

test.each([
  '',
  'null',
  `${newId()} `,
  `${newId()}\n`,
  `${newId()}'`,
  newId().replaceAll('-', ''),
  `{${newId()}}`,
])('%j is none', (text) => {
  expect(isId(text)).toBe(false)
})
