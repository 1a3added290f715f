import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CsvParser } from './csv-parser.ts'
import { Unreadable, defaultLimits } from './sheet.ts'

function parsed(pieces: string[], delimiter = ',', limits = defaultLimits): string[][] {
  const parser = new CsvParser(delimiter, limits)
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]
}

function problemIn(text: string, limits = defaultLimits): Unreadable {
  try {
    parsed([text], ',', limits)
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
  throw new Error('The text was read without a problem')
}

describe('records', () => {
  test.each<[string, string, string[][]]>([
    ['nothing', '', []],
    ['one cell', 'a', [['a']]],
    [
      'line feeds',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'carriage returns and line feeds',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'carriage returns',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['every line ending in one file', 'a\nb\r\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    [
      'empty cells',
      ',,\n,',
      [
        ['', '', ''],
        ['', ''],
      ],
    ],
    ['blank lines, which are rows too', 'a\n\n\r\nb', [['a'], [''], [''], ['b']]],
    ['a delimiter at the very end', 'a,', [['a', '']]],
    [
      'quoted delimiters, line endings and quotation marks',
      '"a,b","c\r\nd","e""f"\n',
      [['a,b', 'c\r\nd', 'e"f']],
    ],
    ['empty quoted cells', '"",""\n""', [['', ''], ['']]],
    ['only quotation marks', '""""', [['"']]],
    ['quotation marks inside plain text', '5" pipe,John "Jack" Smith', [['5" pipe', 'John "Jack" Smith']]],
    ['spaces, kept as they are', ' a , b ', [[' a ', ' b ']]],
  ])('%s', (_, text, records) => {
    expect(parsed([text])).toEqual(records)
  })

  test('semicolons, tabs and bars separate when the file uses them', () => {
    expect(parsed(['a,b;"c;d"'], ';')).toEqual([['a,b', 'c;d']])
    expect(parsed(['a\tb'], '\t')).toEqual([['a', 'b']])
    expect(parsed(['a|b'], '|')).toEqual([['a', 'b']])
  })
})

describe('what cannot be told apart is refused with its place', () => {
  test('a quoted cell that goes on after its end', () => {
    expect(problemIn('a,b\n1,"Jack" Smith\n')).toMatchObject({ row: 2, column: 'B' })
  })

  test('a quotation mark that is never closed, where it was opened', () => {
    expect(problemIn('a,b\n"1\n2,3\n4,5')).toMatchObject({ row: 2, column: 'A' })
  })

  test('a space before a quoted cell, which would split it', () => {
    expect(problemIn('a, "b, c"')).toMatchObject({ row: 1, column: 'B' })
  })

  test('cells and rows larger than the limits', () => {
    expect(problemIn('ab\nabcd', { ...defaultLimits, cellCharacters: 3 })).toMatchObject({
      row: 2,
      column: 'A',
    })
    expect(problemIn('"a\nbc"', { ...defaultLimits, cellCharacters: 3 })).toMatchObject({
      row: 1,
      column: 'A',
    })
    expect(problemIn('a,b,c', { ...defaultLimits, columns: 2 }).message).toContain('more than 2 columns')
  })
})

const table = fc.array(
  fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '😀') }), { minLength: 1 }),
  {
    minLength: 1,
  },
)

test('where the text is cut into pieces makes no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), (text, cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const pieces = places.map((place, index) => text.slice(place, places[index + 1] ?? text.length))
      const read = (input: string[]) => {
        try {
          return parsed(input)
        } catch (error) {
          return String(error)
        }
      }
      expect(read(pieces)).toEqual(read([text]))
    }),
    { numRuns: 1000 },
  )
})

test('another reader of CSV finds the same cells', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, lineEnding) => {
      const text = rows
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
        .join(lineEnding)
      const expected = parse(text, { relax_column_count: true, record_delimiter: lineEnding })
      expect(parsed([text])).toEqual(expected)
    }),
  )
})
