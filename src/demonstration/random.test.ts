import { expect, test } from 'vitest'
import { isId } from '#platform'
import { Random, idMaker } from './random.ts'

const take = <T>(count: number, one: () => T) => Array.from({ length: count }, one)

test('the same seed gives the same numbers, another seed others', () => {
  const numbers = (seed: string) => {
    const random = new Random(seed)
    return take(50, () => random.word())
  }
  expect(numbers('a')).toEqual(numbers('a'))
  expect(numbers('a')).not.toEqual(numbers('b'))
})

test('a branch does not depend on what was drawn before it was made', () => {
  const fresh = new Random('a')
  const used = new Random('a')
  used.word()
  expect(used.branch('people').word()).toBe(fresh.branch('people').word())
})

test('fractions fill the whole of nought to one evenly', () => {
  const random = new Random('even')
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const fraction of take(20_000, () => random.fraction())) tenths[Math.floor(fraction * 10)]! += 1
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200)
})

test('whole numbers include both ends and nothing outside them', () => {
  const random = new Random('whole')
  expect(new Set(take(200, () => random.whole(3, 6)))).toEqual(new Set([3, 4, 5, 6]))
})

test('a weight of nought is never chosen', () => {
  const random = new Random('weights')
  const chosen = take(500, () =>
    random.weighted([
      ['often', 3],
      ['never', 0],
      ['seldom', 1],
    ]),
  )
  expect(new Set(chosen)).toEqual(new Set(['often', 'seldom']))
})

test('shuffling keeps every element once', () => {
  const list = take(40, () => 0).map((_, index) => index)
  const shuffled = new Random('cards').shuffled(list)
  expect(shuffled).not.toEqual(list)
  expect([...shuffled].sort((a, b) => a - b)).toEqual(list)
})

test('ids are ids, all different, and sort in the order they were made', () => {
  const next = idMaker(new Random('ids'), '2026-11-12')
  const ids = take(10_000, next)
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.every((id, index) => index === 0 || ids[index - 1]! < id)).toBe(true)
})
