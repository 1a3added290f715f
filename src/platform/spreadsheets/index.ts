/** Spreadsheets that people give us and that we give people: CSV and XLSX, read and written as streams. */
export type { ExportColumn } from './export-columns.ts'
export type { SheetFile } from './file-bytes.ts'
export { type OpenSheetOptions, openSheet } from './open-sheet.ts'
export {
  type Refusal,
  type RefusedItem,
  type Sheet,
  SheetRefused,
  type SheetRow,
  isRefusal,
} from './sheet.ts'
export { writeCsv } from './write-csv.ts'
export { writeXlsx } from './write-xlsx.ts'
