import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createElement, type FunctionComponent } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { htmlAsCompared } from '../../../test/support/html-as-compared.ts'
import * as govuk from './index.ts'

interface Fixture {
  name: string
  options: Record<string, unknown>
  html: string
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))
const componentsFolder = join(packageFolder, 'dist/govuk/components')

const published = readdirSync(componentsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, fixtures: readFixtures(name) }))

function readFixtures(component: string): Fixture[] {
  const file = readFileSync(join(componentsFolder, component, 'fixtures.json'), 'utf8')
  return (JSON.parse(file) as { fixtures: Fixture[] }).fixtures
}

/** `summary-list` is `SummaryList` here. */
function componentNamed(name: string): FunctionComponent<object> {
  const ours = name.replaceAll(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase())
  return (govuk as unknown as Record<string, FunctionComponent<object>>)[ours]!
}

/** We carry no crown, so for the two components that show one the fixture lends it. */
function logoIn({ html }: Fixture) {
  const logo = /<svg\s+focusable="false"\s+role=.*?<\/svg>/s.exec(html)
  return { logo: govuk.trustedHtml(logo?.[0] ?? '') }
}

/**
 * Turns the options of a published fixture, written for Nunjucks, into the properties of our components. They have the
 * same names; what differs is how the two languages write a few values:
 * HTML is a string there and JSX here, and an attribute that is `true` there is the word "true".
 */
function propsFromMacroOptions(options: object): object {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, propFrom(name, value)]))
}

function propFrom(name: string, value: unknown): unknown {
  if (/html$/i.test(name) && typeof value === 'string') return value && govuk.trustedHtml(value)
  if (/attributes$/i.test(name) && isObject(value)) return mapValues(value, String)
  if (name === 'slots' && isObject(value)) return mapValues(value, slotFrom)
  if (Array.isArray(value)) return value.map((item: unknown) => propFrom('', item))
  if (isObject(value)) return propsFromMacroOptions(value)
  return value
}

/** The slot `end` may be HTML or an object with HTML in it; here it is always the latter. */
function slotFrom(value: unknown, name: string): unknown {
  if (typeof value !== 'string') return isObject(value) ? propsFromMacroOptions(value) : value
  return name === 'end' ? { html: govuk.trustedHtml(value) } : govuk.trustedHtml(value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mapValues = (object: Record<string, unknown>, change: (value: unknown, name: string) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]))

test('govuk-frontend publishes the fixtures that we know of', () => {
  expect(published.map(({ name }) => name)).toHaveLength(39)
  expect(published.flatMap(({ fixtures }) => fixtures)).toHaveLength(725)
})

describe.each(published)('$name prints what govuk-frontend prints', ({ name, fixtures }) => {
  test.each(fixtures)('$name', (fixture) => {
    const props = {
      ...(name === 'header' || name === 'footer' ? logoIn(fixture) : {}),
      ...propsFromMacroOptions(fixture.options),
    }
    const ours = renderToString(createElement(componentNamed(name), props))
    expect(htmlAsCompared(ours)).toBe(htmlAsCompared(fixture.html))
  })
})
