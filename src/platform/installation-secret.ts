import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { Settings } from './settings.ts'

/**
 * The secret of the installation, which passwords and keys follow from: as set, or made once and kept beside the data.
 *
 * @throws CannotStart when it can be neither read nor made
 */
export async function installationSecret(settings: Pick<Settings, 'secret' | 'dataFolder'>): Promise<string> {
  if (settings.secret) return settings.secret
  const folder = join(settings.dataFolder, 'keys')
  const file = join(folder, 'secret')
  try {
    const secret = (await readIfThere(file)) ?? (await make(folder, file))
    if (secret.length < 32)
      throw new CannotStart(`${file} does not hold the secret that was made. Put it back from a backup.`)
    return secret
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(
      `The secret of the installation in ${folder} can be neither read nor made (${(error as Error).message}). ` +
        'Give this user the right to, or set ONEWORKFORCE_DATA or ONEWORKFORCE_SECRET.',
    )
  }
}

/** Made aside and linked into place, so that all who ask at once get the same, whole. */
async function make(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const aside = `${file}.${randomUUID()}`
  await writeFile(aside, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    await link(aside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(aside)
  }
  return (await readFile(file, 'utf8')).trim()
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
