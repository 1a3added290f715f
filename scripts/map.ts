/** Writes docs/map.md: every page, whom it is for, and the file it is in. `--check` says whether the file is up to date. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'prettier'
import { projectRoot } from '#platform'
import { type AnyRoute, addressOf, permissions } from '#web'
import { routes } from '../src/app.ts'

const files = await filesOfRoutes(join(projectRoot, 'src', 'modules'))
const rows = routes
  .map((route) => ({
    address: addressOf(route),
    what: route.kind === 'download' ? 'file' : route.submit ? 'page, form' : 'page',
    access: route.access in permissions ? `\`${route.access}\`` : route.access,
    file: files.get(route) ?? '',
  }))
  .sort((a, b) => (a.address < b.address ? -1 : 1))
const unknown = rows.filter((row) => row.file === '')
if (unknown.length > 0)
  throw new Error(`No file exports the routes ${unknown.map((row) => row.address).join(', ')}`)

const text = `# Map of pages

Made by \`npm run map\`. ${rows.length} routes; every one names whom it is for.

| address | what | for | file |
| --- | --- | --- | --- |
${rows.map((row) => `| \`${row.address}\` | ${row.what} | ${row.access} | ${row.file} |`).join('\n')}

## Permissions

| permission | lets someone |
| --- | --- |
${Object.entries(permissions)
  .map(([name, meaning]) => `| \`${name}\` | ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)} |`)
  .join('\n')}
`
const map = join(projectRoot, 'docs', 'map.md')
const written = await format(text, { parser: 'markdown' })
if (process.argv.includes('--check')) {
  const before = await readFile(map, 'utf8').catch(() => '')
  if (before !== written) {
    console.error('docs/map.md is out of date: npm run map')
    process.exitCode = 1
  }
} else await writeFile(map, written)

/** Which file each route comes from: the one that exports it, by itself or in a list. A module's front door only hands on. */
async function filesOfRoutes(folder: string): Promise<Map<AnyRoute, string>> {
  const found = new Map<AnyRoute, string>()
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    if (!/\.tsx?$/.test(name) || /\.test\.tsx?$|\bindex\.ts$/.test(name)) continue
    const path = join(folder, name)
    const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>
    for (const value of Object.values(exported).flat())
      if (routes.includes(value as AnyRoute)) found.set(value as AnyRoute, relative(projectRoot, path))
  }
  return found
}
