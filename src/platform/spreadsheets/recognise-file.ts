/** Says what kind of file this is from what is in it, whatever its name ends with. */
import type { FileBytes } from './file-bytes.ts'
import { Unreadable } from './sheet.ts'

const saveAs = 'Open it in a spreadsheet program, save it as XLSX or “CSV UTF-8”, and use that file.'

const archive = 'This is a compressed archive. Unpack it and use the spreadsheet inside.'
const picture = 'This is a picture, which has no rows to read. Ask for the spreadsheet it was made from.'

/** The first bytes, as Latin-1, of files that people send by mistake. */
const signatures: Record<string, string> = {
  '%PDF-': 'This is a PDF, which has no rows to read. Ask for the spreadsheet it was made from.',
  '\x89PNG': picture,
  '\xff\xd8\xff': picture,
  GIF87a: picture,
  GIF89a: picture,
  'II*\0': picture,
  'MM\0*': picture,
  '\x1f\x8b': archive,
  '7z\xbc\xaf': archive,
  'Rar!': archive,
  '{\\rtf': `This is a text document (RTF), not a spreadsheet. ${saveAs}`,
}

/** How other kinds of text begin, after any byte-order mark and space. */
const otherText: { begins: RegExp; reason: string }[] = [
  {
    begins: /^<\?xml[^]{0,300}?(?:progid="Excel\.Sheet"|schemas-microsoft-com:office:spreadsheet)/,
    reason: `This is an Excel 2003 XML file. ${saveAs}`,
  },
  {
    // Many systems offer a "download as Excel" that is really this.
    begins: /^<(?:!doctype\s+html|html|head|body|table|meta|style)\b/i,
    reason: `This is a web page, even if its name says it is a spreadsheet. ${saveAs}`,
  },
  { begins: /^<(?:\?xml|[a-z][\w:-]*[\s>])/i, reason: 'This is an XML file, not a spreadsheet.' },
  { begins: /^(?:\{\s*"|\[\s*[[{])/, reason: 'This is a JSON file, not a spreadsheet.' },
]

/** @throws Unreadable for every file that is neither text nor a zip archive, naming what it is and what to do. */
export async function recogniseFile(bytes: FileBytes): Promise<'text' | 'zip'> {
  if (bytes.size === 0) throw new Unreadable('The file is empty.')
  const start = await bytes.read(0, 1024)
  const text = start.toString('latin1')

  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'zip'
  if (text.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
    throw new Unreadable(await oldOfficeFile(bytes, start))

  const signature = Object.keys(signatures).find((bytesAtStart) => text.startsWith(bytesAtStart))
  const written = text.replace(/^\xef\xbb\xbf/, '').trimStart()
  const reason = signature
    ? signatures[signature]
    : otherText.find(({ begins }) => begins.test(written))?.reason
  if (reason) throw new Unreadable(reason)
  return 'text'
}

/**
 * Old Office files and encrypted new ones share one container, and differ in the names in its directory,
 * which its header points to. [MS-CFB] sections 2.2 and 2.6.
 */
async function oldOfficeFile(bytes: FileBytes, header: Buffer): Promise<string> {
  if (header.length < 52) return `This is an old Office file, and it is damaged. ${saveAs}`
  const sectorBytes = 1 << Math.min(header.readUInt16LE(30), 12)
  const directory = await bytes.read((header.readUInt32LE(48) + 1) * sectorBytes, 4096)
  const names = directory.toString('utf16le')

  if (names.includes('EncryptedPackage')) {
    return 'This file is protected by a password. Open it, remove the password (File, Info, Protect), save it and use that file.'
  }
  if (names.includes('WordDocument')) return 'This is a Word document, not a spreadsheet.'
  if (names.includes('Workbook') || names.includes('Book')) {
    return `This is an old Excel file (.xls). ${saveAs}`
  }
  return `This is an old Office file, not a spreadsheet that can be read here. ${saveAs}`
}
