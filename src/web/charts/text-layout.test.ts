import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsWhole, textWidth, wrapText } from './text-layout.ts'

const words = fc.lorem({ mode: 'words', maxCount: 20 })
const width = fc.integer({ min: 20, max: 480 })

test('no line is broader than asked for, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 60 })), width, (text, width) => {
      const lines = wrapText(text, width, 16)
      for (const line of lines) {
        expect(textWidth(line, 16) <= width || Array.from(line).length === 1, `“${line}”`).toBe(true)
      }
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
    }),
  )
})

test('words are kept whole where they fit', () => {
  fc.assert(
    fc.property(words, width, (text, width) => {
      if (fitsWhole(text, width, 16)) expect(wrapText(text, width, 16).join(' ')).toBe(text)
    }),
  )
})

test('a line takes as many words as fit', () => {
  expect(wrapText('Corporate Parenting incl. Fostering', 480, 16)).toEqual([
    'Corporate Parenting incl. Fostering',
  ])
  expect(wrapText('Corporate Parenting incl. Fostering', 170, 16)).toEqual([
    'Corporate Parenting',
    'incl. Fostering',
  ])
  expect(wrapText('', 100, 16)).toEqual([''])
})

/** Published breadths of Arial in thousandths, added up: an estimate below them would let labels collide. */
test.each([
  ['17.9%', 556 * 3 + 278 + 889],
  ['Will', 944 + 222 * 3],
  ['AGENCY', 667 + 778 + 667 + 722 + 722 + 667],
  ['Turnover', 611 + 556 + 333 + 556 * 2 + 500 + 556 + 333],
  ['Mm@', 833 + 833 + 1015],
])('%s is estimated a little broader than Arial draws it', (text, thousandths) => {
  const arial = (thousandths / 1000) * 16
  expect(textWidth(text, 16)).toBeGreaterThanOrEqual(arial)
  expect(textWidth(text, 16)).toBeLessThan(arial * 1.4)
})
