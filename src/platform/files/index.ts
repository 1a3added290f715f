import { join } from 'node:path'
import type { Settings } from '../settings.ts'
import type { FileStore } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'

export { FileMissing, type FileStore } from './file-store.ts'
export { folderStore } from './folder-store.ts'

/** Where files are kept: in a bucket when the settings name one, otherwise in the data folder. */
export function openFileStore({ s3, dataFolder }: Pick<Settings, 's3' | 'dataFolder'>): FileStore {
  return s3 ? s3Store(s3) : folderStore(join(dataFolder, 'files'))
}
