/**
 * Makes the files that browsers fetch beside the pages, into dist/assets: styles, scripts and the icon. Each is named
 * by its content, so browsers may keep it for good, and lies there compressed as well. manifest.json says which file
 * each name means. Does nothing when nothing changed.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(root, 'src/web/assets')
const output = join(root, 'dist/assets')
const stampFile = join(root, 'dist/.assets-made-from')
const govukFrontend = join(root, 'node_modules/govuk-frontend')
const oneDay = 24 * 60 * 60 * 1000

/** @param {(line: string) => void} say where progress goes */
export async function buildAssets(say = console.log) {
  const stamp = await inputStamp()
  if (await isMade(stamp)) return

  /** From the name that pages use to the name of the file. @type {Record<string, string>} */
  const manifest = {}
  await mkdir(output, { recursive: true })
  for (const [name, make] of Object.entries(makers)) {
    const content = await make(manifest)
    const fileName = nameByContent(name, content)
    manifest[name] = fileName
    say(await writeCompressed(fileName, content))
  }
  await writeWhole(join(output, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await writeWhole(stampFile, stamp)
  await removeOldFiles(Object.values(manifest))
}

/** How each file is made, in this order: later ones name earlier ones. @type {Record<string, (manifest: Record<string, string>) => Promise<string>>} */
const makers = {
  'app.css': async () => {
    // Loaded only when needed: an installation that comes built has no Sass.
    const { compileAsync } = await import('sass')
    const { css } = await compileAsync(join(sources, 'app.scss'), {
      loadPaths: [join(root, 'node_modules')],
      style: 'compressed',
      // The server says that all text is UTF-8. Sass's own mark would no longer be at the beginning, and break a rule.
      charset: false,
    })
    return (await licenceNotice()) + css
  },
  'govuk-frontend.min.js': async () => {
    const script = await readFile(join(govukFrontend, 'dist/govuk/govuk-frontend.min.js'), 'utf8')
    return (await licenceNotice()) + script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
  },
  'app.js': (manifest) => readSource('app.js', manifest),
  'js-enabled.js': (manifest) => readSource('js-enabled.js', manifest),
  'icon.svg': (manifest) => readSource('icon.svg', manifest),
  'app.webmanifest': (manifest) => readSource('app.webmanifest', manifest),
}

/** A file of ours, with the names of the files that it mentions replaced by their names by content. */
async function readSource(name, manifest) {
  let text = await readFile(join(sources, name), 'utf8')
  for (const [mentioned, fileName] of Object.entries(manifest)) text = text.replaceAll(mentioned, fileName)
  return text
}

async function licenceNotice() {
  const { version } = JSON.parse(await readFile(join(govukFrontend, 'package.json'), 'utf8'))
  return `/*! Contains GOV.UK Frontend ${version}, Crown copyright, MIT licence */\n`
}

const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 12)

function nameByContent(name, content) {
  const ending = extname(name)
  return `${name.slice(0, -ending.length)}-${hash(content)}${ending}`
}

/** Writes a file, and beside it the same compressed. Returns a line that says how heavy each is. */
async function writeCompressed(fileName, content) {
  const size = Buffer.byteLength(content)
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: size }
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: quality }),
    promisify(gzip)(content, { level: 9 }),
  ])
  const path = join(output, fileName)
  await Promise.all([writeWhole(path, content), writeWhole(`${path}.br`, br), writeWhole(`${path}.gz`, gz)])
  return `${fileName}: ${kilobytes(size)}, ${kilobytes(gz.length)} gzip, ${kilobytes(br.length)} brotli`
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

/** Nobody ever reads half a file, even when two builds run at once. */
async function writeWhole(path, content) {
  const unfinished = `${path}.${process.pid}`
  await writeFile(unfinished, content)
  await rename(unfinished, path)
}

/** A server started before this build still names the files of the one before, so those stay for a day. */
async function removeOldFiles(current) {
  for (const fileName of await readdir(output)) {
    const plainName = fileName.replace(/\.(br|gz)$/, '')
    if (plainName === 'manifest.json' || current.includes(plainName)) continue
    const { mtimeMs } = await stat(join(output, fileName))
    if (Date.now() - mtimeMs > oneDay) await rm(join(output, fileName), { force: true })
  }
}

/** Stands for all that the files are made from: our sources, this script, and the versions of the packages. */
async function inputStamp() {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const names = (await readdir(sources)).filter((name) => !name.includes('.test.')).sort()
  const paths = [...names.map((name) => join(sources, name)), fileURLToPath(import.meta.url)]
  const contents = await Promise.all(paths.map(async (path) => `${path} ${hash(await readFile(path))}`))
  return hash([dependencies['govuk-frontend'], devDependencies.sass, ...contents].join('\n'))
}

async function isMade(stamp) {
  try {
    if ((await readFile(stampFile, 'utf8')) !== stamp) return false
    const manifest = JSON.parse(await readFile(join(output, 'manifest.json'), 'utf8'))
    await Promise.all(Object.values(manifest).map((fileName) => stat(join(output, fileName))))
    return true
  } catch {
    return false
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildAssets()
