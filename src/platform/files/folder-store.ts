import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileStore } from './file-store.ts'

/** Files in a folder: written beside their place and renamed into it, so that none is ever seen half. */
export function folderStore(root: string): FileStore {
  const pathOf = (key: string) => join(root, checked(key))
  return {
    async put(key, content) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const beside = `${path}.${randomBytes(6).toString('hex')}.part`
      try {
        await pipeline(content, createWriteStream(beside, { mode: 0o600 }))
        await sync(beside)
        await rename(beside, path)
        await sync(dirname(path))
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
    },
    async open(key) {
      await access(pathOf(key))
      return createReadStream(pathOf(key))
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    exists: (key) =>
      access(pathOf(key)).then(
        () => true,
        () => false,
      ),
  }
}

async function sync(path: string) {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Keys are made by the application; one that could leave the folder is a fault. */
function checked(key: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(key)) throw new RangeError('Not a key for a file')
  return key
}
