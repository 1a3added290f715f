/**
 * Turns a stand-alone SVG into elements, letting through shapes and text and nothing that could run, load or style. So a
 * drawing can stand in a page as elements like any other, without printing somebody's markup as it comes.
 */
import { h } from 'preact'
import type { ComponentChild, VNode } from 'preact'
import { SaxesParser } from 'saxes'

const elements = new Set('svg g title desc rect circle line path polyline polygon text tspan'.split(' '))
const attributes = new Set(
  (
    'xmlns viewBox width height x y x1 x2 y1 y2 cx cy r rx ry d points id class role aria-labelledby aria-describedby ' +
    'aria-hidden fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin font-family ' +
    'font-size font-weight font-style text-anchor dominant-baseline transform'
  ).split(' '),
)
const namespace = 'http://www.w3.org/2000/svg'

interface OpenElement {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: ComponentChild[]
}

/** The drawing as one element. Throws when it is no SVG, or holds anything but shapes and text. */
export function svgElement(svg: string): VNode {
  const parser = new SaxesParser()
  const open: OpenElement[] = []
  let root: VNode | undefined

  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new TypeError('A drawing may not have a document type')
  })
  parser.on('opentag', ({ name, attributes }) => {
    checkElement(name, attributes, open.length === 0)
    open.push({ name, attributes, children: [] })
  })
  parser.on('text', (text) => open.at(-1)?.children.push(text))
  parser.on('cdata', (text) => open.at(-1)?.children.push(text))
  parser.on('closetag', () => {
    const element = open.pop()
    if (!element) return
    const node = h(element.name, element.attributes, ...element.children)
    if (open.length > 0) open.at(-1)?.children.push(node)
    else root = node
  })
  parser.write(svg).close()
  if (!root) throw new TypeError('A drawing has no svg element')
  return root
}

/** Throws where {@link svgElement} would. */
export function checkSvg(svg: string): void {
  svgElement(svg)
}

function checkElement(name: string, given: Record<string, string>, isRoot: boolean): void {
  if (!elements.has(name) || isRoot !== (name === 'svg'))
    throw new TypeError(`A drawing may not hold <${name}> here`)
  for (const [attribute, value] of Object.entries(given)) {
    const isAllowed = attributes.has(attribute) && !/url\s*\(/i.test(value)
    if (!isAllowed || (attribute === 'xmlns' && value !== namespace)) {
      throw new TypeError(`A drawing may not hold ${attribute}="${value}"`)
    }
  }
}
