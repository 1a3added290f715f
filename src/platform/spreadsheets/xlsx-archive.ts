/** The parts packed inside an XLSX file, unpacked as they are read and never beyond the limits. */
import { posix } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import type { FileBytes } from './file-bytes.ts'
import { type SheetLimits, Unreadable } from './sheet.ts'

const mostEntries = 10_000

export class Archive {
  private readonly zip: ZipFile
  private readonly entries: Map<string, Entry>
  private unpackedBytesLeft: number
  private readonly limits: SheetLimits

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: SheetLimits) {
    this.zip = zip
    this.entries = entries
    this.limits = limits
    this.unpackedBytesLeft = limits.unpackedBytes
  }

  static async open(bytes: FileBytes, limits: SheetLimits): Promise<Archive> {
    const zip = await bytes.zip().catch(damaged)
    try {
      if (zip.entryCount > mostEntries)
        throw new Unreadable('This archive has too many files in it to be a spreadsheet.')
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) entries.set(partName(entry.fileName), entry)
      return new Archive(zip, entries, limits)
    } catch (error) {
      zip.close()
      return damaged(error)
    }
  }

  has(name: string): boolean {
    return this.entries.has(partName(name))
  }

  close(): void {
    this.zip.close()
  }

  /**
   * The text of one part, in pieces. What a part says its size is counts against the limit before anything is
   * unpacked, and unpacking stops there, so a small archive cannot grow into a large one.
   */
  async *read(name: string): AsyncGenerator<string, void, undefined> {
    const entry = this.entries.get(partName(name))
    if (!entry) throw new Unreadable(damagedFile)
    if (entry.isEncrypted()) {
      throw new Unreadable(
        'This file is protected by a password. Remove the password, save it and use that file.',
      )
    }
    this.unpackedBytesLeft -= entry.uncompressedSize
    if (this.unpackedBytesLeft < 0) {
      const most = Math.round(this.limits.unpackedBytes / 1024 / 1024)
      throw new Unreadable(`The file unpacks to more than ${most} MB. Split it into smaller files.`)
    }
    try {
      yield* this.unpack(entry)
    } catch (error) {
      damaged(error)
    }
  }

  private async *unpack(entry: Entry): AsyncGenerator<string, void, undefined> {
    let decoder: TextDecoder | undefined
    let checksum = 0
    for await (const chunk of (await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      checksum = crc32(chunk, checksum)
      decoder ??= new TextDecoder(utf16Mark(chunk) ?? 'utf-8', { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (checksum !== entry.crc32) throw new Unreadable(damagedFile)
    yield decoder?.decode() ?? ''
  }
}

export const damagedFile =
  'The file is damaged. Open it in a spreadsheet program, save a new copy as XLSX and use that file.'

/** Errors from unpacking mean that the file is damaged; what is already a refusal stays what it is. */
function damaged(error: unknown): never {
  throw error instanceof Unreadable ? error : new Unreadable(damagedFile)
}

/** Parts are named without regard to letter case (ECMA-376 Part 2, 6.2.2.3), and some programs write \ for /. */
function partName(name: string): string {
  return posix.normalize(`/${name.replaceAll('\\', '/')}`).toLowerCase()
}

function utf16Mark(chunk: Buffer) {
  const mark = chunk.toString('latin1', 0, 2)
  if (mark === '\xff\xfe') return 'utf-16le'
  return mark === '\xfe\xff' ? 'utf-16be' : undefined
}
