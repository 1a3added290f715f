import type { Settings } from '../settings.ts'
import type { FileStore } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { join } from 'node:path'

export type { FileStore } from './file-store.ts'
export { folderStore } from './folder-store.ts'

/** Where files are kept: in the data folder. */
export function openFileStore(settings: Settings): FileStore {
  return folderStore(join(settings.dataFolder, 'files'))
}
