import { describe, expect, test } from 'vitest'
import { opened, refusalOf, rowsOf, textRow, workbook } from '../../../test/support/sheets.ts'

describe('the header', () => {
  test('is the first row with anything in it, tidied', async () => {
    const sheet = await opened('\n,,\n Ref ,"Start\n date",,Name,,\n1,2026-09-30,x,Amina\n')
    expect(sheet).toMatchObject({ header: ['Ref', 'Start date', '', 'Name'], headerRow: 3, duplicates: [] })
  })

  test('may be said to be further down', async () => {
    const content = 'Staff at 30 September,,\nprinted by Grace,,\nref,name,team\n1,Amina,Duty\n'
    expect(await opened(content, { headerRow: 3 })).toMatchObject({
      header: ['ref', 'name', 'team'],
      headerRow: 3,
    })
    expect(await rowsOf(content, { headerRow: 3 })).toEqual([[4, '1', 'Amina', 'Duty']])
  })

  test('is refused where that row is blank or does not exist', async () => {
    const reason = 'Row 2 has no headings. Say which row the headings are in.'
    expect(await refusalOf('a,b\n,\n1,2', { headerRow: 2 })).toMatchObject({ row: 2, reason })
    expect(await refusalOf('a,b', { headerRow: 2 })).toMatchObject({ row: 2, reason })
    expect(
      await refusalOf(await workbook({ rows: textRow(1, 'a') + textRow(3, 'b') }), { headerRow: 2 }),
    ).toMatchObject({
      row: 2,
      reason,
    })
  })

  test('lists the headings that more than one column has', async () => {
    expect((await opened('ref,date,date,ref,date,,\n')).duplicates).toEqual(['date', 'ref'])
  })

  test('is letters for a file that has none', async () => {
    const sheet = await opened('"P91003","Park Practice"\n"P91004","Riverside","extra"\n', { header: false })
    expect(sheet).toMatchObject({ header: ['A', 'B', 'C'], headerRow: null })
    expect(await rowsOf('"P91003","Park Practice"\n', { header: false })).toEqual([
      [1, 'P91003', 'Park Practice'],
    ])
    expect((await refusalOf('\n\n', { header: false }))?.reason).toBe('The file has no rows.')
  })
})

describe('merged cells', () => {
  const rows =
    textRow(1, 'ref', 'name', 'team') + textRow(2, '1', 'Amina', 'Duty') + textRow(3, '2', 'Tom', '')
  const merged = (...ranges: string[]) =>
    workbook({
      rows,
      afterRows: `<mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    })

  test('in the header are refused', async () => {
    expect(await refusalOf(await merged('B1:C1'))).toEqual({
      file: 'people.csv',
      row: 1,
      column: 'B',
      reason:
        'The cells B1 to C1 in the header are merged. Unmerge them and give each column its own heading.',
    })
  })

  test('down several rows are refused', async () => {
    expect(await refusalOf(await merged('C2:C3'))).toMatchObject({
      row: 2,
      column: 'C',
      reason: expect.stringMatching('C2 to C3 are merged') as string,
    })
    expect(await refusalOf(await merged('C2:C3'), { header: false })).toMatchObject({ row: 2, column: 'C' })
  })

  test('above the header, beside the table or along one row do no harm', async () => {
    expect(await rowsOf(await merged('A1:C1'), { headerRow: 2 })).toHaveLength(1)
    expect(await rowsOf(await merged('D1:E9', 'A3:C3'))).toHaveLength(2)
  })
})
