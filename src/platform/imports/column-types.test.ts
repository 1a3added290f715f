import { describe, expect, test } from 'vitest'
import { date, list, number, oneOf, set, text, textLike, wholeNumber, writeCell } from './column-types.ts'

describe('cells are read as people write them', () => {
  test.each([
    ['Fixed term', { value: 'fixed_term' }],
    ['foster-carer', { value: 'foster_carer' }],
    ['FIXED_TERM', { value: 'fixed_term' }],
    ['temporary', { problem: '“temporary” is not one of fixed_term, foster_carer' }],
  ])('%s as one of a set', (written, expected) => {
    expect(oneOf(['fixed_term', 'foster_carer']).read(written)).toEqual(expected)
  })

  test.each([
    ['0.6', { value: 0.6 }],
    ['.5', { value: 0.5 }],
    ['1.', { value: 1 }],
    ['0.810811', { value: 0.811 }],
    ['2.0', { value: 2 }],
    ['2.1', { problem: '“2.1” must be between 0 and 2' }],
    ['-0.5', { problem: '“-0.5” must be between 0 and 2' }],
    ['0,6', { problem: '“0,6” is not a number. Write it like 0.6' }],
    ['1e0', { problem: '“1e0” is not a number. Write it like 0.6' }],
    ['full time', { problem: '“full time” is not a number. Write it like 0.6' }],
  ])('%s as a full-time equivalent', (written, expected) => {
    expect(number({ min: 0, max: 2, decimals: 3 }).read(written)).toEqual(expected)
  })

  test('thousands may be parted by commas', () => {
    expect(number({ min: 0, max: 10_000, decimals: 2 }).read('1,234.5')).toEqual({ value: 1234.5 })
  })

  test.each([
    ['30', { value: 30 }],
    ['30.0', { value: 30 }],
    ['30.5', { problem: '“30.5” is not a whole number' }],
    ['4000', { problem: '“4000” must be between 0 and 3650' }],
  ])('%s as a whole number', (written, expected) => {
    expect(wholeNumber({ min: 0, max: 3650 }).read(written)).toEqual(expected)
  })

  test.each(['2026-09-30', '30/09/2026', '30 September 2026', '20260930', '30.09.2026'])(
    '%s as a date',
    (written) => {
      expect(date().read(written)).toEqual({ value: '2026-09-30' })
    },
  )

  test('lists leave out what is empty or said twice, and sets are in order', () => {
    expect(list().read('Teacher; Governor;;Teacher')).toEqual({ value: ['Teacher', 'Governor'] })
    expect(set().read('Teacher; Governor; Éa; 🙂; Teacher')).toEqual({
      value: ['Governor', 'Teacher', 'Éa', '🙂'],
    })
    expect(list().read('; ;')).toEqual({ problem: '“; ;” names nothing' })
  })

  test('text that is too long for an index is refused', () => {
    expect(text(5).read('abcdef')).toEqual({ problem: 'This has more than 5 characters. Shorten it' })
    expect(textLike(/^a+$/, 'is not a row of a').read('b')).toEqual({ problem: '“b” is not a row of a' })
  })

  test('what was read is written so that it reads the same', () => {
    expect([writeCell(null), writeCell(0.6), writeCell(['a', 'b']), writeCell('x')]).toEqual([
      '',
      '0.6',
      'a; b',
      'x',
    ])
  })
})
