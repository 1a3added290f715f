/**
 * Packs files into a zip archive while they are being made, so that a large one needs little memory. Sizes come
 * after each file's data, as APPNOTE.TXT 4.3.9 allows, and every date is the same, so that the same content
 * gives the same bytes.
 */
import { Readable, pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipPart {
  name: string
  content: AsyncIterable<string | Buffer> | Iterable<string | Buffer>
}

const sizesFollowAndNamesAreUtf8 = 0x0808
const deflated = 8
/** 1 January 1980, the first date a zip archive can say. */
const firstDate = 0x0021
const version = 20

export async function* zipStream(
  parts: AsyncIterable<ZipPart> | Iterable<ZipPart>,
): AsyncGenerator<Buffer, void, undefined> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, content } of parts) {
    const nameBytes = Buffer.from(name)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    writeCommonFields(header, 4, nameBytes, { crc: 0, packedBytes: 0, bytes: 0 })
    yield Buffer.concat([header, nameBytes])

    const sizes = { crc: 0, packedBytes: 0, bytes: 0 }
    for await (const chunk of deflate(content, sizes)) {
      sizes.packedBytes += chunk.length
      yield chunk
    }
    yield descriptor(sizes)

    directory.push(directoryEntry(nameBytes, sizes, offset))
    offset += header.length + nameBytes.length + sizes.packedBytes + 16
  }
  const directoryBytes = Buffer.concat(directory)
  yield Buffer.concat([directoryBytes, endOfDirectory(directory.length, directoryBytes.length, offset)])
}

interface Sizes {
  crc: number
  packedBytes: number
  bytes: number
}

function deflate(content: ZipPart['content'], sizes: Sizes): AsyncIterable<Buffer> {
  async function* counted() {
    for await (const piece of content) {
      const bytes = Buffer.from(piece)
      sizes.crc = crc32(bytes, sizes.crc)
      sizes.bytes += bytes.length
      yield bytes
    }
  }
  // An error on either side destroys the other; whoever reads the packed side is told.
  return pipeline(Readable.from(counted(), { objectMode: false }), createDeflateRaw(), () => {})
}

/** The fields that a local header and a directory entry share: from the version to the length of extras. */
function writeCommonFields(into: Buffer, at: number, name: Buffer, { crc, packedBytes, bytes }: Sizes): void {
  into.writeUInt16LE(version, at)
  into.writeUInt16LE(sizesFollowAndNamesAreUtf8, at + 2)
  into.writeUInt16LE(deflated, at + 4)
  into.writeUInt16LE(0, at + 6)
  into.writeUInt16LE(firstDate, at + 8)
  into.writeUInt32LE(crc, at + 10)
  into.writeUInt32LE(packedBytes, at + 14)
  into.writeUInt32LE(bytes, at + 18)
  into.writeUInt16LE(name.length, at + 22)
}

function descriptor({ crc, packedBytes, bytes }: Sizes): Buffer {
  const record = Buffer.alloc(16)
  record.writeUInt32LE(0x08074b50, 0)
  record.writeUInt32LE(crc, 4)
  record.writeUInt32LE(packedBytes, 8)
  record.writeUInt32LE(bytes, 12)
  return record
}

function directoryEntry(name: Buffer, sizes: Sizes, offset: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(version, 4)
  writeCommonFields(entry, 6, name, sizes)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

function endOfDirectory(entries: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(directoryBytes, 12)
  record.writeUInt32LE(directoryOffset, 16)
  return record
}
