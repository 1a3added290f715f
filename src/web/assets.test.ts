import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#platform'
import { asset, type AssetName } from './assets.ts'

const build = () =>
  execFileSync('node', [join(projectRoot, 'scripts/build-assets.mjs')], { encoding: 'utf8' })
const fileOf = (name: AssetName) => join(projectRoot, 'dist', asset(name))
const textOf = (name: AssetName) => readFileSync(fileOf(name), 'utf8')
const names: AssetName[] = [
  'app.css',
  'app.js',
  'app.webmanifest',
  'govuk-frontend.min.js',
  'icon.svg',
  'js-enabled.js',
]

beforeAll(() => {
  build()
}, 60_000)

test('building again does nothing when nothing changed', () => {
  expect(build()).toBe('')
})

describe.each(names)('%s', (name) => {
  test('has an address that changes with its content', () => {
    expect(asset(name)).toMatch(/^\/assets\/[\w.-]+-[0-9a-f]{12}\.\w+$/)
  })

  test('lies there compressed, the same once unpacked', () => {
    const content = readFileSync(fileOf(name))
    expect(brotliDecompressSync(readFileSync(`${fileOf(name)}.br`)).equals(content)).toBe(true)
    expect(gunzipSync(readFileSync(`${fileOf(name)}.gz`)).equals(content)).toBe(true)
  })
})

test('files that name another name it by its address', () => {
  const nameOnly = (name: AssetName) => asset(name).replace('/assets/', '')
  expect(textOf('app.js')).toContain(`from './${nameOnly('govuk-frontend.min.js')}'`)
  expect(textOf('app.webmanifest')).toContain(`"src": "${nameOnly('icon.svg')}"`)
})

test('all that a first visit fetches beside the page stays light, even where only gzip is spoken', () => {
  const bytes = names.map((name) => readFileSync(`${fileOf(name)}.gz`).length)
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(40_000)
})

test('the styles fetch nothing further, and carry neither the crown nor its typeface', () => {
  const css = textOf('app.css')
  expect(css).not.toMatch(/url\(|@import|@font-face|GDS Transport|crest/)
  expect(css).toContain('font-family:Inter')
})

test('the scripts find the sizes of screens in the first rule of the styles', () => {
  expect(textOf('app.css')).toMatch(/^\/\*![^*]*\*\/\n:root\{--govuk-breakpoint-mobile/)
})

test('every component has its styles', () => {
  const css = textOf('app.css')
  for (const part of [
    'accordion',
    'button',
    'date-input',
    'password-input',
    'summary-card',
    'task-list',
    'tabs',
  ])
    expect(css).toContain(`.govuk-${part}`)
})
