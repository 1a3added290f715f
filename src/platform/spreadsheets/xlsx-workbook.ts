/** Finds the first visible sheet of a workbook, and the parts it needs. ECMA-376 Part 1, 12.3 and 18.2. */
import { posix } from 'node:path'
import type { DateSystem } from '../serial-dates.ts'
import { type Archive, damagedFile } from './xlsx-archive.ts'
import { Unreadable } from './sheet.ts'
import { type XmlAttributes, readXml, withoutPrefix } from './xml-events.ts'

export interface Workbook {
  sheetName: string
  sheetPart: string
  sharedStringsPart: string | undefined
  stylesPart: string | undefined
  dateSystem: DateSystem
}

interface Relationship {
  id: string
  /** The last word of its type, which is the same in both dialects of the standard. */
  kind: string
  target: string
}

const saveAs = 'Open it in a spreadsheet program, save it as XLSX or “CSV UTF-8”, and use that file.'

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const workbookPart = await mainPart(archive)
  const relationships = await relationshipsOf(archive, workbookPart)
  const sheets: { name: string; relationshipId: string; visible: boolean }[] = []
  let dateSystem: DateSystem = '1900'

  await readXml(archive.read(workbookPart), {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes['date1904'])) dateSystem = '1904'
      if (name === 'sheet') {
        sheets.push({
          name: attributes['name'] ?? '',
          relationshipId: prefixed(attributes, 'id') ?? '',
          visible: (attributes['state'] ?? 'visible') === 'visible',
        })
      }
    },
  })

  for (const { name, relationshipId, visible } of sheets) {
    const target = relationships.find(({ id, kind }) => id === relationshipId && kind === 'worksheet')?.target
    if (!visible || !target) continue
    const partOf = (kind: string) =>
      relationships.find((one) => one.kind === kind && archive.has(one.target))?.target
    return {
      sheetName: name,
      sheetPart: target,
      sharedStringsPart: partOf('sharedStrings'),
      stylesPart: partOf('styles'),
      dateSystem,
    }
  }
  throw new Unreadable('This workbook has no visible sheet with rows in it.')
}

async function mainPart(archive: Archive): Promise<string> {
  if (!archive.has('[Content_Types].xml')) throw new Unreadable(await whatElse(archive))
  const main = (await relationshipsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.target
  if (!main || !archive.has(main)) throw new Unreadable(damagedFile)
  if (/\/word\//i.test(main)) throw new Unreadable('This is a Word document, not a spreadsheet.')
  if (/\/ppt\//i.test(main)) throw new Unreadable('This is a PowerPoint presentation, not a spreadsheet.')
  if (main.toLowerCase().endsWith('.bin'))
    throw new Unreadable(`This is an Excel binary workbook (.xlsb). ${saveAs}`)
  return main
}

async function whatElse(archive: Archive): Promise<string> {
  if (archive.has('mimetype')) {
    let type = ''
    for await (const piece of archive.read('mimetype')) type += piece.slice(0, 100)
    if (type.includes('opendocument.spreadsheet'))
      return `This is an OpenDocument spreadsheet (.ods). ${saveAs}`
    if (type.includes('opendocument')) return 'This is an OpenDocument file, but not a spreadsheet.'
  }
  if (archive.has('Index/Document.iwa')) return `This is an Apple Numbers file. ${saveAs}`
  return 'This is a zip archive. Unpack it and use the spreadsheet inside.'
}

/** The relationships of a part (`''` for the whole package), with their targets as paths from the top. */
async function relationshipsOf(archive: Archive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(`/${part.replace(/^\//, '')}`)
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const found: Relationship[] = []
  if (!archive.has(path)) return found
  await readXml(archive.read(path), {
    open(name, attributes) {
      const target = attributes['Target']
      if (name !== 'Relationship' || !target || attributes['TargetMode'] === 'External') return
      found.push({
        id: attributes['Id'] ?? '',
        kind: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
        target: posix.resolve(folder, target),
      })
    },
  })
  return found
}

/** An attribute of another namespace, whose prefix is the writer's choice. */
function prefixed(attributes: XmlAttributes, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key.includes(':') && withoutPrefix(key) === name)?.[1]
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
