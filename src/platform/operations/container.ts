/**
 * The file of a backup: a stream of frames, packed with gzip. A frame is one letter, the length of what follows in four
 * bytes, and that many bytes: `J` a record in JSON, `D` data that belongs to the record before it. The last record says how
 * much there was and holds the SHA-256 of every byte before it, so that a file that broke off or was altered is known.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** The file cannot be used: it is something else, or broke off, or was altered. */
export class BackupUnreadable extends Error {
  override name = 'BackupUnreadable'
}

export interface Migration {
  name: string
  sha256: string
}

export type Head =
  | {
      kind: 'backup'
      /** Of this description; another number is another shape of file. */
      version: 1
      madeAt: string
      migrations: Migration[]
      /** Tells whether two installations have the same secret, without telling the secret. */
      secretMark: string
    }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'jobs' }
  | { kind: 'file'; key: string; contentType: string; sizeBytes: number }

export interface End {
  kind: 'end'
  /** Rows of each table. */
  rows: Record<string, number>
  files: number
}

/** A record and the data under it, which must be read, or left, before the next. */
export interface Section {
  head: Head
  data: AsyncIterable<Buffer>
}

const mostBytes = 64 * 1024 * 1024
const headerBytes = 5

function frame(letter: 'J' | 'D', content: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes)
  header.write(letter, 'latin1')
  header.writeUInt32BE(content.length, 1)
  return Buffer.concat([header, content])
}

/** Writes a backup beside its place and renames it there, so that a file with its name is always whole. */
export async function writeContainer(
  path: string,
  fill: (write: { head(head: Head): Buffer; data(chunk: Buffer): Buffer }) => AsyncGenerator<Buffer, End>,
): Promise<End> {
  const beside = `${path}.part`
  const hash = createHash('sha256')
  const counted = (bytes: Buffer) => {
    hash.update(bytes)
    return bytes
  }
  let end: End | undefined
  async function* frames() {
    end = yield* fill({
      head: (head) => counted(frame('J', Buffer.from(JSON.stringify(head)))),
      data: (chunk) => counted(frame('D', chunk)),
    })
    yield frame('J', Buffer.from(JSON.stringify({ ...end, sha256: hash.digest('hex') })))
  }
  try {
    await pipeline(
      Readable.from(frames()),
      createGzip({ level: 6 }),
      createWriteStream(beside, { mode: 0o600, flush: true }),
    )
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  return end!
}

/**
 * Reads a backup from its first frame to its last, a section at a time.
 *
 * @throws BackupUnreadable as soon as the file proves not to be whole: what came before it is then not to be trusted
 */
export async function* readContainer(path: string): AsyncGenerator<Section, End> {
  const reader = new FrameReader(path)
  try {
    let next = await reader.next()
    for (;;) {
      if (next?.letter !== 'J') throw new BackupUnreadable('it does not begin like a backup')
      const record = JSON.parse(next.content.toString('utf8')) as Head | (End & { sha256: string })
      if (record.kind === 'end') {
        if (record.sha256 !== reader.hashBeforeThis) throw new BackupUnreadable('it was altered')
        if (await reader.next()) throw new BackupUnreadable('something was added to it')
        return record
      }
      next = null
      yield {
        head: record,
        data: (async function* () {
          for (let one = await reader.next(); ; one = await reader.next()) {
            if (one?.letter === 'D') yield one.content
            else {
              next = one
              return
            }
          }
        })(),
      }
      // Whoever did not want the data leaves it to be passed over.
      while (next === null) {
        const one = await reader.next()
        if (one === null) throw new BackupUnreadable('it breaks off')
        if (one.letter === 'J') next = one
      }
    }
  } catch (error) {
    throw explain(error)
  } finally {
    reader.close()
  }
}

function explain(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return new BackupUnreadable('it breaks off')
  if (code?.startsWith('Z_')) return new BackupUnreadable('it is damaged, or no backup')
  if (error instanceof SyntaxError) return new BackupUnreadable('it is damaged')
  return error
}

interface Frame {
  letter: string
  content: Buffer
}

class FrameReader {
  /** The SHA-256 of every frame before the one given last. */
  hashBeforeThis = ''
  private readonly hash = createHash('sha256')
  private readonly packed
  private readonly chunks: AsyncIterator<Buffer>
  private left: Buffer[] = []
  private size = 0

  constructor(path: string) {
    this.packed = createReadStream(path)
    const unpacked = this.packed.pipe(createGunzip())
    this.packed.on('error', (error) => unpacked.destroy(error))
    this.chunks = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  /** null at the end of the file. */
  async next(): Promise<Frame | null> {
    const header = await this.take(headerBytes)
    if (!header) return null
    const length = header.readUInt32BE(1)
    const letter = header.toString('latin1', 0, 1)
    if (length > mostBytes || (letter !== 'J' && letter !== 'D'))
      throw new BackupUnreadable('it is no backup')
    const content = await this.take(length)
    if (!content) throw new BackupUnreadable('it breaks off')
    if (letter === 'J') this.hashBeforeThis = this.hash.copy().digest('hex')
    this.hash.update(header).update(content)
    return { letter, content }
  }

  close(): void {
    this.packed.destroy()
  }

  private async take(bytes: number): Promise<Buffer | null> {
    while (this.size < bytes) {
      const { value, done } = await this.chunks.next()
      if (done) {
        if (this.size === 0 && bytes === headerBytes) return null
        throw new BackupUnreadable('it breaks off')
      }
      this.left.push(value)
      this.size += value.length
    }
    const whole = this.left.length === 1 ? this.left[0]! : Buffer.concat(this.left)
    this.left = [whole.subarray(bytes)]
    this.size -= bytes
    return whole.subarray(0, bytes)
  }
}
