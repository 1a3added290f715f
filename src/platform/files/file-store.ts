import type { Readable } from 'node:stream'

/** Where files are kept, by key. A file is there whole or not at all. */
export interface FileStore {
  put(key: string, content: Readable, options: { contentType: string; sizeBytes: number }): Promise<void>
  /** @throws when there is no such file */
  open(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}
