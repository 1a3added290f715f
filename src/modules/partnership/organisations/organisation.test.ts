import fc from 'fast-check'
import { expect, test } from 'vitest'
import { circlesIn } from './organisation.ts'

const circles = (parents: Record<string, string>) =>
  Object.fromEntries(circlesIn(new Map(Object.entries(parents))))

test('a tree has no circle', () => {
  expect(circles({ school: 'trust', nursery: 'trust', trust: 'council' })).toEqual({})
})

test('everyone in a circle is named with the way round; those that hang on it are not to blame', () => {
  expect(circles({ a: 'b', b: 'c', c: 'a', d: 'a' })).toEqual({
    a: 'a → b → c → a',
    b: 'b → c → a → b',
    c: 'c → a → b → c',
  })
})

test('nothing is its own parent', () => {
  expect(circles({ a: 'a' })).toEqual({ a: 'a → a' })
})

test('exactly those are found from which the way up comes back', () => {
  const refs = ['a', 'b', 'c', 'd', 'e', 'f']
  const arbitrary = fc.dictionary(fc.constantFrom(...refs), fc.constantFrom(...refs), {
    noNullPrototype: true,
  })
  fc.assert(
    fc.property(arbitrary, (parents) => {
      const comesBack = (start: string) => {
        let at = parents[start]
        for (let steps = 0; at !== undefined && at !== start && steps < refs.length; steps += 1)
          at = parents[at]
        return at === start
      }
      expect(Object.keys(circles(parents)).sort()).toEqual(Object.keys(parents).filter(comesBack).sort())
    }),
  )
})
