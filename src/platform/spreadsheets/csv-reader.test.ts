import { describe, expect, test } from 'vitest'
import { allRows, opened, refusalOf, rowsOf } from '../../../test/support/sheets.ts'
import { delimiterOf } from './csv-reader.ts'
import { SheetRefused } from './sheet.ts'

describe('rows are numbered as a spreadsheet program numbers them', () => {
  test('blank rows are left out but counted', async () => {
    expect(await rowsOf('ref,name\n1,Amina\n\n,\n  ,\n2,Tom\n\n')).toEqual([
      [2, '1', 'Amina'],
      [6, '2', 'Tom'],
    ])
  })

  test('a line break inside a cell does not make another row', async () => {
    expect(await rowsOf('ref,address\n1,"1 High St\nTrafford"\n2,"Leeds"')).toEqual([
      [2, '1', '1 High St\nTrafford'],
      [3, '2', 'Leeds'],
    ])
  })

  test('each time the rows are asked for, they start at the top', async () => {
    const sheet = await opened('ref\n1\n2\n')
    expect(await allRows(sheet)).toHaveLength(2)
    expect(await allRows(sheet)).toHaveLength(2)
  })
})

describe('the delimiter', () => {
  test.each([
    ['a,b,c', ','],
    ['a;b;c', ';'],
    ['a\tb\tc', '\t'],
    ['a|b', '|'],
    ['only one column', ','],
    ['"Name, in full";Team', ';'],
    ['a;b\n1,2,3;4,5', ';'],
    ['\n\na;b', ';'],
    [',,,\na;b', ';'],
    ['a,b;c', ','],
  ])('in %j is %j', (sample, delimiter) => {
    expect(delimiterOf(sample)).toBe(delimiter)
  })

  test('is that of the row which was said to be the header', () => {
    expect(delimiterOf('Staff, teams, and leavers\r\n\r\na;b', 3)).toBe(';')
  })

  test('is what the file says in its first line, which is then not a row', async () => {
    expect(await rowsOf('sep=;\r\nref;name, in full\r\n1;Khan, Amina\r\n')).toEqual([[2, '1', 'Khan, Amina']])
  })
})

describe('rows and header of different lengths', () => {
  test('missing cells at the end are empty', async () => {
    expect(await rowsOf('a,b,c\n1\n1,2')).toEqual([
      [2, '1', '', ''],
      [3, '1', '2', ''],
    ])
  })

  test('empty cells beyond the header do not matter', async () => {
    const [row] = await allRows(await opened('a,b,,\n1,2,,\n'))
    expect(row).toEqual({ row: 2, cells: ['1', '2'], problems: [] })
  })

  test('a value beyond the header is a problem of its row, because the cells before it have moved', async () => {
    const rows = await allRows(await opened('name,team\nKhan, Amina,Duty\nTom,Duty\n'))
    expect(rows[0]?.problems).toEqual([
      {
        column: null,
        reason:
          'The row has 3 cells and the header 2. Put quotation marks around a value with a delimiter in it.',
      },
    ])
    expect(rows[1]?.problems).toEqual([])
  })
})

test('an apostrophe that keeps a formula from running is taken off again', async () => {
  expect(await rowsOf("a,b,c,d\n'=1+1,'+44 20,'O'Neil,'tis")).toEqual([
    [2, '=1+1', '+44 20', "'O'Neil", "'tis"],
  ])
})

test('an error that a spreadsheet program wrote in place of a value is a problem of its cell', async () => {
  const [row] = await allRows(await opened('ref,fte,team\n1,#DIV/0!,#1 team\n'))
  expect(row).toEqual({
    row: 2,
    cells: ['1', '#DIV/0!', '#1 team'],
    problems: [
      { column: 'fte', reason: 'The cell shows the error #DIV/0!. Mend the formula, or type the value.' },
    ],
  })
})

describe('files that turn out wrong', () => {
  test('further down, while the rows are read', async () => {
    const sheet = await opened(`ref,name\n${'1,Amina\n'.repeat(100_000)}2,"Tom`)
    const error: unknown = await allRows(sheet).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(SheetRefused)
    expect((error as SheetRefused).refusal.refused).toEqual([
      {
        file: 'people.csv',
        row: 100_002,
        column: 'B',
        reason:
          'A quotation mark opens this cell and none closes it, so the rows below cannot be told apart.',
      },
    ])
  })

  test('with more rows than the limit', async () => {
    const sheet = await opened('a\n1\n2\n3\n', { limits: { rows: 2 } })
    await expect(allRows(sheet)).rejects.toThrow('The file has more than 2 rows')
    expect(await allRows(await opened('a\n1\n2\n', { limits: { rows: 2 } }))).toHaveLength(2)
  })

  test('larger than the limit', async () => {
    const refusal = await refusalOf('a\n'.repeat(1024 * 1024), { limits: { unpackedBytes: 1024 * 1024 } })
    expect(refusal?.reason).toBe('The file is larger than 1 MB. Split it into smaller files.')
  })
})
