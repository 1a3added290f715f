import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'

/** Every file inside a Word document, by its name. Throws when the package is not a sound zip. */
export function docxParts(docx: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(docx, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(error)
      const parts = new Map<string, Buffer>()
      zip.on('error', reject)
      zip.on('end', () => resolve(parts))
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error) return reject(error)
          const chunks: Buffer[] = []
          stream.on('error', reject)
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}

export interface DocxParagraph {
  readonly style: string | undefined
  readonly text: string
  readonly isInTable: boolean
}

/** The paragraphs of `word/document.xml` in order, with their styles, line breaks as line ends. Throws on faulty XML. */
export function docxParagraphs(documentXml: string): DocxParagraph[] {
  const paragraphs: { style: string | undefined; text: string; isInTable: boolean }[] = []
  let tables = 0
  let isText = false
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'w:tbl') tables += 1
    if (name === 'w:p') paragraphs.push({ style: undefined, text: '', isInTable: tables > 0 })
    const paragraph = paragraphs.at(-1)
    if (name === 'w:pStyle' && paragraph) paragraph.style = attributes['w:val']
    if (name === 'w:br' && paragraph && attributes['w:type'] !== 'page') paragraph.text += '\n'
    isText = name === 'w:t'
  })
  parser.on('text', (text) => {
    const paragraph = paragraphs.at(-1)
    if (isText && paragraph) paragraph.text += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'w:tbl') tables -= 1
    if (name === 'w:t') isText = false
  })
  parser.write(documentXml).close()
  return paragraphs
}
