/** Writes docs/map.md: every page, whom it is for, and the file it is in. `--check` says whether the file is up to date. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { projectRoot } from '#platform'
import { addressOf, permissions } from '#web'
import { routes } from '../src/app.ts'

const sources = await sourceFiles(join(projectRoot, 'src', 'modules'))
const rows = routes
  .map((route) => ({
    address: addressOf(route),
    does: route.kind === 'download' ? 'file' : route.submit ? 'page, form' : 'page',
    access: route.access in permissions ? `\`${route.access}\`` : route.access,
    file:
      sources.find(({ text }) => text.includes(`url: '${route.url.replace(/\/export$/, '')}'`))?.name ?? '',
  }))
  .sort((a, b) => (a.address < b.address ? -1 : 1))

const text = `# Map of pages

Made by \`npm run map\`. ${rows.length} routes; every one names whom it is for.

| address | what | for | file |
| --- | --- | --- | --- |
${rows.map((row) => `| \`${row.address}\` | ${row.does} | ${row.access} | ${row.file} |`).join('\n')}

## Permissions

| permission | lets someone |
| --- | --- |
${Object.entries(permissions)
  .map(([name, meaning]) => `| \`${name}\` | ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)} |`)
  .join('\n')}
`
const file = join(projectRoot, 'docs', 'map.md')
const written = await format(text, { parser: 'markdown' })
if (process.argv.includes('--check')) {
  const before = await readFile(file, 'utf8').catch(() => '')
  if (before !== written) {
    console.error('docs/map.md is out of date: npm run map')
    process.exitCode = 1
  }
} else await writeFile(file, written)

async function sourceFiles(folder: string): Promise<{ name: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.page.tsx'))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return { name: path.slice(projectRoot.length + 1), text: await readFile(path, 'utf8') }
      }),
  )
}
