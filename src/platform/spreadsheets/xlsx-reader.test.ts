import { describe, expect, test } from 'vitest'
import { allRows, opened, refusalOf, rowsOf, textRow, workbook, zipOf } from '../../../test/support/sheets.ts'
import { columnIndex, columnLetters } from './cell-references.ts'

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

test('columns have letters', () => {
  expect([0, 25, 26, 701, 702, 16383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
  expect(['A', 'Z9', 'AA', 'ZZ', 'AAA1', 'XFD'].map(columnIndex)).toEqual([0, 25, 26, 701, 702, 16383])
  expect([columnIndex('12'), columnIndex('ABCD1')]).toEqual([undefined, undefined])
})

/** The cells of row 2 under headings A to F, with this XML in it. */
async function cellsOf(xml: string, more: { strings?: string; styles?: string; workbook?: string } = {}) {
  const content = await workbook({
    rows: `${textRow(1, 'A', 'B', 'C', 'D')}<row r="2">${xml}</row>`,
    ...more,
  })
  return (await allRows(await opened(content)))[0]
}

describe('cells are read as people see them', () => {
  test('shared text, with its runs joined and its reading aids left out', async () => {
    const strings =
      '<si><t>Amina</t></si><si><r><t xml:space="preserve">Social </t></r><r><rPr><b/></rPr><t>work</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/>'
    const row = await cellsOf(
      '<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>',
      { strings },
    )
    expect(row?.cells).toEqual(['Social work', 'Amina', '東京', ''])
  })

  test('text in the cell itself, with the characters that XML cannot hold', async () => {
    const row = await cellsOf(
      '<c t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c><c t="inlineStr"><is><t>1_x000D_\n2_x005F_x0041__x0000_</t></is></c><c t="str"><f>A1</f><v>R &amp; D_x0041_</v></c>',
    )
    expect(row?.cells).toEqual(['a b', '1\r\n2_x0041_', 'R & DA', ''])
  })

  test('numbers, truth and dates kept as text', async () => {
    const row = await cellsOf(
      '<c><v>1</v></c><c t="n"><v>0.80000000000000004</v></c><c t="b"><v>0</v></c><c t="d"><v>2026-09-30T00:00:00</v></c>',
    )
    expect(row?.cells).toEqual(['1', '0.8', 'FALSE', '2026-09-30'])
  })

  test('formulas by their last result, also an empty one', async () => {
    const row = await cellsOf(
      '<c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c t="b"><f>1</f><v>1</v></c>',
    )
    expect(row).toEqual({ row: 2, cells: ['2', '', 'TRUE', ''], problems: [] })
  })

  test('dates by the format of the cell, from 1900 and from 1904', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    const cells =
      '<c s="1"><v>46295</v></c><c s="2"><v>46295.5868055556</v></c><c s="3"><v>42</v></c><c s="0"><v>46295</v></c>'
    expect((await cellsOf(cells, { styles }))?.cells).toEqual([
      '2026-09-30',
      '2026-09-30 14:05',
      '000042',
      '46295',
    ])

    const since1904 = `<workbookPr date1904="1"/><sheets><sheet name="People" sheetId="1" r:id="one"/></sheets>`
    expect((await cellsOf('<c s="1"><v>44833</v></c>', { styles, workbook: since1904 }))?.cells[0]).toBe(
      '2026-09-30',
    )
  })

  test('empty cells keep their places', async () => {
    const row = await cellsOf('<c r="B2"/><c r="C2" s="1"><v>x</v></c>'.replace('<v>x</v>', '<v>3</v>'))
    expect(row?.cells).toEqual(['', '', '3', ''])
  })
})

describe('cells that cannot be relied on are problems of their row', () => {
  test.each([
    ['an error', '<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>', '#N/A', /shows the error #N\/A/],
    ['a formula that was never worked out', '<c r="B2"><f>1+1</f></c>', '', /formula without a result/],
    ['text that is not in the file', '<c r="B2" t="s"><v>7</v></c>', '', /missing from the file/],
    ['a number that is none', '<c r="B2"><v>1,5</v></c>', '', /“1,5”, which is not a number/],
    ['a date that is none', '<c r="B2" t="d"><v>2026-02-30</v></c>', '2026-02-30', /not a date/],
  ])('%s', async (_, xml, text, reason) => {
    const row = await cellsOf(`<c><v>1</v></c>${xml}`)
    expect(row?.cells).toEqual(['1', text, '', ''])
    expect(row?.problems).toEqual([{ column: 'B', reason: expect.stringMatching(reason) as string }])
  })

  test('but not outside the table', async () => {
    expect(await cellsOf('<c r="A2"><v>1</v></c><c r="H2" t="e"><v>#REF!</v></c>')).toMatchObject({
      problems: [],
    })
    expect(await cellsOf('<c r="H2" t="e"><v>#REF!</v></c>')).toBeUndefined()
  })

  test('and in the header they stop the file', async () => {
    const content = await workbook({ rows: '<row r="1"><c t="e"><v>#NAME?</v></c></row>' })
    expect(await refusalOf(content)).toMatchObject({
      row: 1,
      column: 'A',
      reason: expect.stringMatching('#NAME') as string,
    })
  })
})

describe('rows', () => {
  test('keep the numbers that the sheet gives them', async () => {
    const rows = textRow(2, 'ref') + textRow(5, '1') + textRow(6, ' ') + '<row r="9"/>' + textRow(12, '2')
    expect(await rowsOf(await workbook({ rows }))).toEqual([
      [5, '1'],
      [12, '2'],
    ])
  })

  test('count up where the sheet gives none', async () => {
    expect(
      await rowsOf(
        await workbook({
          rows: '<row><c t="inlineStr"><is><t>ref</t></is></c></row><row><c><v>7</v></c></row>',
        }),
      ),
    ).toEqual([[2, '7']])
  })

  test('end at the limit', async () => {
    const content = await workbook({ rows: [1, 2, 3, 4].map((row) => textRow(row, `${row}`)).join('') })
    await expect(allRows(await opened(content, { limits: { rows: 2 } }))).rejects.toThrow('more than 2 rows')
  })
})

describe('workbooks from many programs', () => {
  const two =
    '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>second</t></is></c></row></sheetData></worksheet>'
  const sheets = (state: string) =>
    `<sheets><sheet name="Lists" sheetId="1" state="${state}" r:id="one"/><sheet name="People" sheetId="2" r:id="two"/></sheets>`

  test('the first sheet that is not hidden is read', async () => {
    for (const state of ['hidden', 'veryHidden']) {
      const content = await workbook({
        rows: textRow(1, 'first'),
        workbook: sheets(state),
        parts: { 'xl/worksheets/sheet2.xml': two },
      })
      expect(await opened(content)).toMatchObject({ sheetName: 'People', header: ['second'] })
    }
    const content = await workbook({ rows: textRow(1, 'first'), workbook: sheets('visible') })
    expect(await opened(content)).toMatchObject({ sheetName: 'Lists', header: ['first'] })
  })

  test('a workbook with nothing to see is refused', async () => {
    const hidden = '<sheets><sheet name="Lists" sheetId="1" state="hidden" r:id="one"/></sheets>'
    expect((await refusalOf(await workbook({ workbook: hidden })))?.reason).toMatch('no visible sheet')
    expect((await refusalOf(await workbook({})))?.reason).toMatch('no rows')
  })

  test('prefixes, letter case and back slashes in names make no difference', async () => {
    const content = await zipOf({
      '[content_types].xml': '<Types/>',
      '_rels\\.rels': `<p:Relationships xmlns:p="x"><p:Relationship Id="w" Type="${types}/officeDocument" Target="/XL/Workbook.xml"/></p:Relationships>`,
      'xl/workbook.xml':
        '<x:workbook xmlns:x="x" xmlns:q="q"><x:sheets><x:sheet name="S" sheetId="1" q:id="a"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../xl/sheet.xml"/></Relationships>`,
      'xl/sheet.xml':
        '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData><x:mergeCells/></x:worksheet>',
    })
    expect((await opened(content)).header).toEqual(['5'])
  })

  test('parts in UTF-16 are read', async () => {
    const sheet = `\ufeff<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData>${textRow(1, 'Zoë')}</sheetData></worksheet>`
    const parts = {
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': '<Relationships><Relationship Type="/officeDocument" Target="w.xml"/></Relationships>',
      'w.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
      '_rels/w.xml.rels':
        '<Relationships><Relationship Id="a" Type="/worksheet" Target="s.xml"/></Relationships>',
    }
    const content = await zipOf({ ...parts, 's.xml': Buffer.from(sheet, 'utf16le') })
    expect((await opened(content)).header).toEqual(['Zoë'])
  })
})

describe('damaged and hostile workbooks are refused', () => {
  const good = () => workbook({ rows: textRow(1, 'ref', 'name') + textRow(2, '1', 'Amina') })

  test('cut short', async () => {
    const content = await good()
    for (const length of [10, 100, content.length - 30, content.length - 1]) {
      expect((await refusalOf(content.subarray(0, length)))?.reason).toMatch(/damaged/)
    }
  })

  test('with other bytes in the middle', async () => {
    const content = Buffer.from(await good())
    const sheetName = content.indexOf('sheet1.xml')
    content.fill(0x55, sheetName + 12, sheetName + 40)
    expect((await refusalOf(content))?.reason).toMatch(/damaged/)
  })

  test.each([
    ['XML that is not', textRow(1, 'a') + '<row r="2"><c></row>'],
    ['entities that nobody knows', textRow(1, '&hello;')],
    ['rows out of order', textRow(2, 'a') + textRow(1, 'b')],
    ['rows beyond the last', '<row r="1048577"/>'],
    ['cells out of order', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'],
    ['cells without a row', '<c r="A1"><v>1</v></c>'],
    ['kinds of cell that do not exist', '<row r="1"><c t="zz"><v>1</v></c></row>'],
  ])('%s', async (_, rows) => {
    expect((await refusalOf(await workbook({ rows })))?.reason).toMatch(/damaged/)
  })

  test('entities that grow', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><sst><si><t>&c;</t></si></sst>'
    const content = await workbook({ rows: textRow(1, 'a'), parts: { 'xl/sharedStrings.xml': bomb } })
    expect((await refusalOf(content))?.reason).toMatch(/damaged/)
  })

  test('a small file that unpacks to a large one', async () => {
    const content = await workbook({ rows: textRow(1, 'a') + ' '.repeat(3_000_000) })
    expect(content.length).toBeLessThan(20_000)
    expect((await refusalOf(content, { limits: { unpackedBytes: 1024 * 1024 } }))?.reason).toBe(
      'The file unpacks to more than 1 MB. Split it into smaller files.',
    )
  })

  test('a file that says it is smaller than it unpacks to', async () => {
    const content = Buffer.from(await workbook({ rows: textRow(1, 'a') + ' '.repeat(3_000_000) }))
    const entry = content.lastIndexOf('xl/worksheets/sheet1.xml') - 46
    content.writeUInt32LE(1000, entry + 24)
    expect((await refusalOf(content))?.reason).toMatch(/damaged/)
  })

  test('too many parts, columns or characters', async () => {
    const crowded = Buffer.from(await good())
    crowded.writeUInt16LE(10_001, crowded.length - 12)
    expect((await refusalOf(crowded))?.reason).toMatch('too many files')

    const wide = await workbook({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="SG1"><v>1</v></c></row>' })
    expect(await refusalOf(wide)).toMatchObject({
      row: 1,
      column: 'SG',
      reason: 'The sheet has more than 500 columns.',
    })

    const long = await workbook({ rows: textRow(1, 'x'.repeat(32_768)) })
    expect(await refusalOf(long)).toMatchObject({
      row: 1,
      column: 'A',
      reason: expect.stringMatching('32,767') as string,
    })
  })

  test('a part packed with a password', async () => {
    const content = Buffer.from(await good())
    const entry = content.lastIndexOf('xl/workbook.xml') - 46
    content.writeUInt16LE(content.readUInt16LE(entry + 8) | 1, entry + 8)
    expect((await refusalOf(content))?.reason).toMatch(/password/)
  })
})
