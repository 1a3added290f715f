/** Spreadsheets made inside a test, and all that is in one that was opened. */
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import {
  type OpenSheetOptions,
  type Refusal,
  type Sheet,
  type SheetRow,
  isRefusal,
  openSheet,
} from '../../src/platform/spreadsheets/index.ts'
import { zipStream } from '../../src/platform/spreadsheets/zip-stream.ts'

/** Opens these bytes as a file; whatever the name says, the content decides. */
export function open(content: Buffer | string, options?: OpenSheetOptions): Promise<Sheet | Refusal> {
  return openSheet({ fileName: 'people.csv', content: Buffer.from(content) }, options)
}

/** The sheet, for tests where a refusal is a failure. */
export async function opened(content: Buffer | string, options?: OpenSheetOptions): Promise<Sheet> {
  const sheet = await open(content, options)
  if (isRefusal(sheet)) throw new Error(`Refused: ${JSON.stringify(sheet)}`)
  return sheet
}

/** Row numbers with their cells: `[[2, 'Amina', '0.8'], …]`. */
export async function rowsOf(content: Buffer | string, options?: OpenSheetOptions) {
  return (await allRows(await opened(content, options))).map(({ row, cells }) => [row, ...cells])
}

export async function allRows(sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of sheet.rows()) rows.push(row)
  return rows
}

/** Why the file was refused; an error when it was not. */
export async function refusalOf(content: Buffer | string, options?: OpenSheetOptions) {
  const answer = await open(content, options)
  if (!isRefusal(answer)) throw new Error('The file was not refused')
  return answer.refused[0]
}

export function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const entries = Object.entries(parts).map(([name, content]) => ({ name, content: [content] }))
  return buffer(Readable.from(zipStream(entries)))
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface WorkbookInTest {
  /** What is inside `<sheetData>`. */
  rows?: string
  /** What comes after it. */
  afterRows?: string
  /** What is inside `<sst>`. */
  strings?: string
  /** What is inside `<styleSheet>`. */
  styles?: string
  /** What is inside `<workbook>`. */
  workbook?: string
  /** Parts to put in or, with undefined, to leave out. */
  parts?: Record<string, string | undefined>
}

/** A workbook as plain as can be, with the XML that a test is about. */
export function workbook(made: WorkbookInTest): Promise<Buffer> {
  const parts: Record<string, string | undefined> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="w" Type="${types}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${types}">${made.workbook ?? '<sheets><sheet name="People" sheetId="1" r:id="one"/></sheets>'}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="one" Type="${types}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="two" Type="${types}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="s" Type="${types}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="f" Type="${types}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${made.rows ?? ''}</sheetData>${made.afterRows ?? ''}</worksheet>`,
    ...(made.strings && { 'xl/sharedStrings.xml': `<sst ${main}>${made.strings}</sst>` }),
    ...(made.styles && { 'xl/styles.xml': `<styleSheet ${main}>${made.styles}</styleSheet>` }),
    ...made.parts,
  }
  const present = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined)
  return zipOf(Object.fromEntries(present))
}

/** A row of text cells, from column A. */
export function textRow(row: number, ...texts: string[]): string {
  const cells = texts.map((text) => `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`)
  return `<row r="${row}">${cells.join('')}</row>`
}
