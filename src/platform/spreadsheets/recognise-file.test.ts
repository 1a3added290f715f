import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { allRows, opened, refusalOf, workbook, zipOf } from '../../../test/support/sheets.ts'
import { isRefusal, openSheet } from './index.ts'

/** A file in the container of old Office, with these names in its directory. */
function oldOfficeFile(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 3)
  file.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  names.forEach((name, index) => file.write(name, 512 * 2 + 128 * index, 'utf16le'))
  return file
}

async function encryptedWorkbook(): Promise<Buffer> {
  const sheets = [{ name: 'People', rows: [['ref'], ['1']] }]
  return Buffer.from(await writeXlsx({ sheets, encryption: { password: 'secret', spinCount: 1 } }))
}

const odsMimetype = 'application/vnd.oasis.opendocument.spreadsheet'

describe('files that are something else say what they are', () => {
  test.each<[string, Buffer | string | Promise<Buffer>, RegExp]>([
    ['nothing at all', '', /^The file is empty/],
    ['only blank lines', '\n \n', /no rows: not even a header/],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', /^This is a PDF.* Ask for the spreadsheet/],
    ['a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), /^This is a picture/],
    ['a screenshot', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /^This is a picture/],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), /archive\. Unpack it/],
    ['a zip archive', zipOf({ 'people.csv': 'a,b' }), /^This is a zip archive\. Unpack it/],
    ['an empty zip archive', zipOf({}), /^This is a zip archive/],
    [
      'an old Excel file',
      oldOfficeFile('Root Entry', 'Workbook'),
      /old Excel file \(\.xls\).* save it as XLSX/,
    ],
    ['an old Word document', oldOfficeFile('Root Entry', 'WordDocument'), /Word document/],
    ['an e-mail', oldOfficeFile('Root Entry', '__nameid_version1.0'), /old Office file/],
    ['the first bytes of one', oldOfficeFile().subarray(0, 20), /damaged/],
    [
      'a workbook with a password',
      oldOfficeFile('Root Entry', 'EncryptionInfo', 'EncryptedPackage'),
      /protected by a password/,
    ],
    ['a workbook that another program encrypted', encryptedWorkbook(), /protected by a password/],
    [
      'an OpenDocument spreadsheet',
      zipOf({ mimetype: odsMimetype, 'content.xml': '<a/>' }),
      /\(\.ods\).* save it as XLSX/,
    ],
    [
      'an OpenDocument text',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' }),
      /not a spreadsheet/,
    ],
    ['an Apple Numbers file', zipOf({ 'Index/Document.iwa': 'x' }), /Apple Numbers/],
    ['a web page', '\ufeff \n<!DOCTYPE html><table><tr><td>1', /^This is a web page/],
    ['a table without a page', '<table border=1><tr>', /^This is a web page/],
    [
      'Excel 2003 XML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
      /Excel 2003 XML/,
    ],
    ['XML', '<?xml version="1.0"?><census/>', /XML file/],
    ['JSON', '[ {"ref": 1} ]', /JSON/],
    ['rich text', '{\\rtf1\\ansi', /RTF/],
  ])('%s', async (_, content, reason) => {
    expect(await refusalOf(await content)).toEqual({
      file: 'people.csv',
      row: null,
      column: null,
      reason: expect.stringMatching(reason) as string,
    })
  })

  test.each([
    ['/word/document.xml', /Word document/],
    ['/ppt/presentation.xml', /PowerPoint/],
    ['/xl/workbook.bin', /\(\.xlsb\)/],
  ])('an Office file whose main part is %s', async (part, reason) => {
    const content = await workbook({
      parts: {
        '_rels/.rels': `<Relationships><Relationship Type="x/officeDocument" Target="${part}"/></Relationships>`,
        [part.slice(1)]: '<a/>',
      },
    })
    expect((await refusalOf(content))?.reason).toMatch(reason)
  })
})

test('a heading that begins like another kind of file is still a heading', async () => {
  expect((await opened('<5 years,[total],{code}\n1,2,3')).header).toEqual(['<5 years', '[total]', '{code}'])
})

describe('files on the disk', () => {
  test('are read from there, and one that is missing is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sheets-'))
    try {
      const path = join(folder, 'anything.pdf')
      await writeFile(path, 'ref\n1\n')
      const sheet = await openSheet({ fileName: 'anything.pdf', path })
      if (isRefusal(sheet)) throw new Error('Refused')
      expect(await allRows(sheet)).toEqual([{ row: 2, cells: ['1'], problems: [] }])

      expect(await openSheet({ fileName: 'none.csv', path: join(folder, 'none.csv') })).toEqual({
        refused: [
          {
            file: 'none.csv',
            row: null,
            column: null,
            reason: 'The file cannot be opened: there is no file of that name.',
          },
        ],
      })
      expect(await openSheet({ fileName: 'sheets', path: folder })).toMatchObject({
        refused: [{ reason: 'This is not a file. Give a CSV or XLSX file.' }],
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
