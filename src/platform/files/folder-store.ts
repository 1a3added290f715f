import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FileMissing, type FileStore, checkedKey, exactly } from './file-store.ts'

/** Files in a folder: written beside their place and renamed into it, so that none is ever seen half. */
export function folderStore(root: string): FileStore {
  const pathOf = (key: string) => join(root, checkedKey(key))
  return {
    async put(key, content, { sizeBytes }) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const beside = `${path}.${randomBytes(6).toString('hex')}.part`
      try {
        // Flushed before it is renamed: otherwise a power cut could leave the name without the content.
        await pipeline(exactly(content, sizeBytes), createWriteStream(beside, { mode: 0o600, flush: true }))
        await rename(beside, path)
        await flushFolder(dirname(path))
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
    },
    async open(key) {
      const handle = await open(pathOf(key)).catch((error: unknown) => {
        throw isMissing(error) ? new FileMissing(key) : error
      })
      return handle.createReadStream()
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async exists(key) {
      try {
        await access(pathOf(key))
        return true
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },
  }
}

/** Makes the new name last; Windows has no such thing for folders. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
