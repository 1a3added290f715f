/** The bytes of a file that somebody gave us, from the disk or from memory, read in pieces. */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { type ZipFile, fromBufferPromise, openPromise } from 'yauzl'
import { Unreadable } from './sheet.ts'

export type SheetFile = { fileName: string } & ({ path: string } | { content: Buffer })

export interface FileBytes {
  size: number
  /** Up to so many bytes from this place. */
  read(start: number, length: number): Promise<Buffer>
  chunks(): AsyncIterable<Buffer>
  zip(): Promise<ZipFile>
}

const chunkBytes = 128 * 1024
const zipOptions = { autoClose: false, lazyEntries: true, validateEntrySizes: true } as const

/** @throws Unreadable when there is no such file, or it may not be read. */
export async function bytesOf(file: SheetFile): Promise<FileBytes> {
  return 'content' in file ? inMemory(file.content) : await onDisk(file.path)
}

function inMemory(content: Buffer): FileBytes {
  return {
    size: content.length,
    read: (start, length) => Promise.resolve(content.subarray(start, start + length)),
    async *chunks() {
      for (let start = 0; start < content.length; start += chunkBytes) {
        yield content.subarray(start, start + chunkBytes)
      }
    },
    zip: () => fromBufferPromise(content, zipOptions),
  }
}

async function onDisk(path: string): Promise<FileBytes> {
  const found = await stat(path).catch((error: unknown) => {
    throw new Unreadable(`The file cannot be opened: ${whyNot(error)}.`)
  })
  if (!found.isFile()) throw new Unreadable('This is not a file. Give a CSV or XLSX file.')
  return {
    size: found.size,
    async read(start, length) {
      const handle = await open(path)
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    chunks: () => createReadStream(path, { highWaterMark: chunkBytes }),
    zip: () => openPromise(path, zipOptions),
  }
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no file of that name'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read by this program'
  return `the system says ${String(code)}`
}
