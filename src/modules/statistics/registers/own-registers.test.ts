import { expect, test } from 'vitest'
import { released } from './own-registers.ts'

const school = (name: string) => ({ organisationId: name, name, sharedUnder: null })
const count = (organisationId: string, family: string, people: number) => ({ organisationId, family, people })

test('totals of registers are told by organisation and kind of work, with sums both ways', () => {
  const counted = [
    count('A', 'school', 40),
    count('A', 'support', 20),
    count('B', 'school', 30),
    count('B', 'support', 10),
  ]
  expect(released([school('A'), school('B')], counted)).toEqual({
    families: ['school', 'support'],
    registers: [
      { ...school('A'), counts: [40, 20], people: 60 },
      { ...school('B'), counts: [30, 10], people: 40 },
    ],
    all: { counts: [70, 30], people: 100 },
  })
})

test('a small number is withheld with as many others as it takes', () => {
  const counted = [
    count('A', 'school', 40),
    count('A', 'support', 2),
    count('B', 'school', 30),
    count('B', 'support', 10),
  ]
  const { registers, all } = released([school('A'), school('B')], counted)
  expect(registers.map(({ counts }) => counts)).toEqual([
    ['c', 'c'],
    ['c', 'c'],
  ])
  expect(registers.map(({ people }) => people)).toEqual([42, 40])
  expect(all.counts).toEqual([70, 12])
})

test('the total of a small organisation is withheld, and cannot be taken away from the others', () => {
  const counted = [count('A', 'school', 40), count('B', 'school', 3), count('C', 'school', 30)]
  const { registers, all } = released(['A', 'B', 'C'].map(school), counted)
  expect(registers.map(({ people }) => people)).toEqual([40, 'c', 'c'])
  expect(all.people).toBe(73)
})

test('no organisation makes an empty table', () => {
  expect(released([], [])).toEqual({ families: [], registers: [], all: { counts: [], people: 0 } })
})
