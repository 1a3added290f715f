/** Reads XML piece by piece, so that a part of any size needs little memory. */
import { SaxesParser } from 'saxes'
import { Unreadable } from './sheet.ts'
import { damagedFile } from './xlsx-archive.ts'

export type XmlAttributes = Readonly<Record<string, string>>

export interface XmlHandlers {
  /** Names come without their namespace prefix. */
  open?(name: string, attributes: XmlAttributes): void
  text?(text: string): void
  close?(name: string): void
}

export class XmlEvents {
  private readonly parser = new SaxesParser()

  constructor(handlers: XmlHandlers) {
    this.parser.on('error', () => {
      throw new Unreadable(damagedFile)
    })
    // Spreadsheets have no use for one, and entities declared there could grow without end.
    this.parser.on('doctype', () => {
      throw new Unreadable(damagedFile)
    })
    this.parser.on('opentag', ({ name, attributes }) => handlers.open?.(withoutPrefix(name), attributes))
    this.parser.on('closetag', ({ name }) => handlers.close?.(withoutPrefix(name)))
    this.parser.on('text', (text) => handlers.text?.(text))
    this.parser.on('cdata', (text) => handlers.text?.(text))
  }

  write(text: string): void {
    this.parser.write(text)
  }

  close(): void {
    this.parser.close()
  }
}

export async function readXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  const events = new XmlEvents(handlers)
  for await (const piece of pieces) events.write(piece)
  events.close()
}

export function withoutPrefix(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
