import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { svgElement } from './svg-elements.ts'

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inside}</svg>`

test('shapes and text come out as they went in', () => {
  const drawing = svg(
    '<title>A &lt; B &amp; C</title><g class="chart__bar"><rect x="1" y="2" width="3" height="4" fill="#12436d"></rect>' +
      '<path d="M0 0L1 1" stroke-dasharray="8 4" stroke-width="2"></path>' +
      '<text x="1" y="1" text-anchor="end"><tspan x="1" y="2">17.9%</tspan> ’</text></g>',
    ' viewBox="0 0 10 10" role="img"',
  )
  expect(renderToString(svgElement(drawing))).toBe(drawing)
})

test.each([
  ['a script', svg('<script>alert(1)</script>')],
  ['a handler', svg('<rect onload="alert(1)"/>')],
  ['a style', svg('<rect style="fill:red"/>')],
  ['a style sheet', svg('<style>*{}</style>')],
  ['a link', svg('<a href="https://example.org/"><text>x</text></a>')],
  ['a picture from elsewhere', svg('<image href="https://example.org/x.png"/>')],
  ['HTML', svg('<foreignObject><p>x</p></foreignObject>')],
  ['a reference', svg('<rect fill="url(https://example.org/#x)"/>')],
  ['an entity', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('<text>&x;</text>')}`],
  ['another name space', '<svg xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['a drawing in a drawing', svg(svg(''))],
  ['no drawing', '<g/>'],
  ['half a drawing', '<svg>'],
  ['nothing', ''],
])('%s is refused', (_what, text) => {
  expect(() => svgElement(text)).toThrow()
})
