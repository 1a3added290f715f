import { renderToString } from 'preact-render-to-string'
import { h } from 'preact'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleDocument } from '../../../test/support/example-document.ts'
import { buildDocument } from './build-document.ts'
import { DocumentView } from './document-view.tsx'
import { facts, heading, link, paragraph, strong, table } from './document.ts'
import { toHtml } from './to-html.tsx'

const html = toHtml(exampleDocument)

test('the file says its language, title and landmarks', () => {
  expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"\/?>/)
  expect(html).toContain('<title>Workforce development: recruitment, retention and training</title>')
  for (const element of ['header', 'main', 'h1']) {
    expect(html.match(new RegExp(`<${element}[ >]`, 'g')), element).toHaveLength(1)
  }
})

test('headings follow the title without a gap', () => {
  const headings = [...html.matchAll(/<h(\d)[^>]*>([^<]+)</g)].map(([, level, text]) => `${level} ${text}`)
  expect(headings).toEqual([
    '1 Workforce development: recruitment, retention and training',
    '2 Purpose of the report',
    '2 Workforce figures',
    '3 Against the region',
    '3 By team',
    '2 Recommendations',
  ])
})

test('every table has a caption, and every header cell says what it heads', () => {
  const tables = html.match(/<table[\s\S]*?<\/table>/g) ?? []
  expect(tables).toHaveLength(3)
  for (const markup of tables) expect(markup).toMatch(/^<table[^>]*><caption[^>]*>[^<]+<\/caption>/)
  for (const [cell] of html.matchAll(/<th\b[^>]*>/g)) expect(cell).toMatch(/scope="(row|col)"/)
  expect(html).toMatch(/<td [^>]*class="govuk-table__cell govuk-table__cell--numeric">17\.9%<\/td>/)
  for (const [cell] of html.matchAll(/<td role="cell"[^>]*>/g)) expect(cell).toMatch(/data-label="[^"]+"/)
})

test('the drawing stands in the page as elements, its figures below it', () => {
  expect(html).toMatch(
    /<svg[^>]*role="img"[\s\S]*?<title id="rates-title">Rates<\/title>[\s\S]*<\/svg><div[^>]*><table/,
  )
})

test('the file loads and runs nothing', () => {
  expect(html).not.toMatch(/<script|<link|<img|\ssrc=|@import|url\(/i)
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
})

test('the style sheet is printed as it was written', () => {
  const [, css = ''] = /<style>([\s\S]*)<\/style>/.exec(html) ?? []
  expect(css).toContain('.ow-page-break')
  expect(css).not.toMatch(/&(amp|lt|gt|quot|#)/)
})

test('inside a page there is no inline style, no h1, and headings can start lower', () => {
  const inside = renderToString(h(DocumentView, { document: exampleDocument, startAt: 3 }))
  expect(inside).not.toMatch(/\sstyle=|<style|<h1|<h2/)
  expect(inside).toContain('<h3 class="govuk-heading-m">Purpose of the report</h3>')
})

test('any text survives and none becomes markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
      const words = `.${text}.`
      const document = buildDocument({
        title: words,
        creator: words,
        blocks: [
          heading(1, words),
          paragraph(words, strong(words), link(words, 'https://example.org/')),
          facts(words, [{ name: words, value: words }]),
          table({
            caption: words,
            columns: [{ heading: words }],
            rows: [{ header: words, cells: [] }],
            notes: [words],
          }),
        ],
      })
      const body = toHtml(document).replace(/^[\s\S]*<body>|<style>[\s\S]*?<\/style>/g, '')
      const said = body
        .replaceAll('<br/>', '\n')
        .split(/<[^>]*>/)
        .map(decoded)
        .filter((part) => part.trim() !== '')
      expect(said).toEqual(Array.from({ length: 13 }, () => document.title))
    }),
  )
})

test('markup in the text stays text', () => {
  const words = '<script>alert("1")</script> & <b>'
  const document = buildDocument({ title: words, creator: 'Grace', blocks: [paragraph(words)] })
  expect(toHtml(document)).not.toMatch(/<script|<b>/)
})

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
