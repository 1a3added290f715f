// Sizes of files and the longest ones, so that drift is noticed. Code that is easy to read sits near 50 lines a file.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter(
    (entry) =>
      entry.isFile() &&
      /\.tsx?$/.test(entry.name) &&
      !entry.name.includes('.test.') &&
      entry.name !== 'schema.ts',
  )
  .map((entry) => join(entry.parentPath, entry.name))
  .map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n').length }))
  .sort((a, b) => b.lines - a.lines)
const total = files.reduce((sum, file) => sum + file.lines, 0)
console.log(`${files.length} files, ${total} lines, ${Math.round(total / files.length)} a file`)
for (const { name, lines } of files.slice(0, 12)) console.log(String(lines).padStart(5), name)
