import type { Readable } from 'node:stream'

/** Where files are kept, by key. A file is there whole or not at all. */
export interface FileStore {
  /**
   * Keeps the content under this key, in place of what was there.
   * @throws when the content is not of the size it was said to be: nothing is kept then
   */
  put(key: string, content: Readable, options: { contentType: string; sizeBytes: number }): Promise<void>
  /** @throws FileMissing when there is no such file */
  open(key: string): Promise<Readable>
  /** Does nothing when there is no such file. */
  remove(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}

export class FileMissing extends Error {
  override name = 'FileMissing'

  constructor(key: string) {
    super(`There is no file ${key}`)
  }
}

const longestKey = 500

/** Keys are made by the application, like `evidence/0198c1b2.pdf`; one that could leave its place is a fault. */
export function checkedKey(key: string): string {
  const isKey = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(key)
  if (!isKey || key.length > longestKey) throw new RangeError('Not a key for a file')
  return key
}

/** The same bytes, failing when there are fewer or more than were said, as when an upload breaks off. */
export async function* exactly(
  content: AsyncIterable<Buffer>,
  sizeBytes: number,
): AsyncGenerator<Buffer, void, undefined> {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > sizeBytes) throw new Error(`The file is larger than the ${sizeBytes} bytes it was said to be`)
    yield chunk
  }
  if (bytes < sizeBytes) throw new Error(`The file broke off after ${bytes} of ${sizeBytes} bytes`)
}
