import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#platform'

/** The files that browsers fetch beside the pages, by the names they have before their content is added to them. */
export type AssetName = 'app.css' | 'app.js' | 'js-enabled.js' | 'icon.svg'

let manifest: Record<string, string> | undefined

/**
 * The address of a file for browsers. It changes whenever the file does, so browsers may keep the file for good.
 * `npm run build` makes the files (scripts/build-assets.mjs).
 */
export function asset(name: AssetName): string {
  manifest ??= JSON.parse(readFileSync(join(projectRoot, 'dist/assets/manifest.json'), 'utf8')) as Record<
    string,
    string
  >
  const fileName = manifest[name]
  if (!fileName)
    throw new Error(`${name} is not in dist/assets/manifest.json: run node scripts/build-assets.mjs`)
  return `/assets/${fileName}`
}
