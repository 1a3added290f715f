import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#platform'

/** The files that browsers fetch beside the pages, by the names they have before their content is added to them. */
export type AssetName =
  'app.css' | 'app.js' | 'app.webmanifest' | 'govuk-frontend.min.js' | 'icon.svg' | 'js-enabled.js'

let manifest: Record<string, string> | undefined

/**
 * The address of a file for browsers. It changes whenever the file does, so browsers may keep the file for good.
 * scripts/build-assets.mjs makes the files.
 */
export function asset(name: AssetName): string {
  manifest ??= readManifest()
  const fileName = manifest[name]
  if (!fileName) throw new Error(`There is no ${name} among the built files. ${howToBuild}`)
  return `/assets/${fileName}`
}

const howToBuild = 'Run "node scripts/build-assets.mjs", which makes them.'

function readManifest(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(join(projectRoot, 'dist/assets/manifest.json'), 'utf8')) as Record<
      string,
      string
    >
  } catch (cause) {
    throw new Error(`The styles and scripts of the pages are not built. ${howToBuild}`, { cause })
  }
}
