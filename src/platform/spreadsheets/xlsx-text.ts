/** The text of XLSX strings: runs joined, reading aids left out, escaped characters put back. */
import { readXml } from './xml-events.ts'
import type { Archive } from './xlsx-archive.ts'

/** Gathers the text of one string item, shared or inline. Phonetic runs repeat the text for reading aloud. */
export class StringItem {
  private text = ''
  private inText = false
  private inPhonetic = false

  open(name: string): void {
    if (name === 'rPh') this.inPhonetic = true
    if (name === 't') this.inText = !this.inPhonetic
  }

  add(text: string): void {
    if (this.inText) this.text += text
  }

  close(name: string): void {
    if (name === 't') this.inText = false
    if (name === 'rPh') this.inPhonetic = false
  }

  /** The whole text, and the item is ready for the next. */
  take(): string {
    const text = unescapeText(this.text)
    this.text = ''
    return text
  }
}

export async function readSharedStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!part) return strings
  const item = new StringItem()
  await readXml(archive.read(part), {
    open: (name) => item.open(name),
    text: (text) => item.add(text),
    close(name) {
      item.close(name)
      if (name === 'si') strings.push(item.take())
    },
  })
  return strings
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 Part 1, 22.9.2.19). Empty ones are dropped. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code === 0 ? '' : String.fromCharCode(code)
  })
}
