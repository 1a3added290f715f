/**
 * HTML written out so that two pieces are equal exactly when a browser would show and read them alike: one line for
 * each tag and text, attributes by name, class names in order. White space counts only where it would be seen: between
 * words, also across inline elements ("<b>Error:</b> Enter" is not "<b>Error:</b>Enter"), and all of it in a textarea.
 */
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

export function htmlAsCompared(html: string): string {
  const lines: string[] = []
  /** Whether white space was met since the last word on the same line of text; undefined where a line begins. */
  let spaceBefore: boolean | undefined

  function print(node: Node, depth: number) {
    const indent = '  '.repeat(depth)
    if (node.nodeName === '#comment') return
    if ('value' in node) {
      const words = node.value.split(/[ \t\r\n\f]+/)
      if (words.length > 1 && words[0] === '' && spaceBefore !== undefined) spaceBefore = true
      const text = words.filter(Boolean).join(' ')
      if (!text) return
      const joins = spaceBefore === false
      lines.push(`${indent}${joins ? '(joined) ' : ''}${text}`)
      spaceBefore = words.at(-1) === ''
      return
    }
    if (!('tagName' in node)) throw new Error(`Unexpected ${node.nodeName}`)
    const isInline = inlineTags.has(node.tagName)
    if (!isInline) spaceBefore = undefined
    lines.push(`${indent}<${node.tagName}${attributesOf(node)}>`)
    if (node.tagName === 'textarea')
      lines.push(JSON.stringify(node.childNodes.map((child) => 'value' in child && child.value)))
    else for (const child of node.childNodes) print(child, depth + 1)
    lines.push(`${indent}</${node.tagName}>`)
    if (!isInline) spaceBefore = undefined
  }

  for (const node of parseFragment(html).childNodes) print(node, 0)
  return lines.join('\n')
}

const inlineTags = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'small', 'span', 'strong'])

function attributesOf({ attrs }: Element): string {
  return attrs
    .map(
      ({ name, value }) =>
        ` ${name}=${JSON.stringify(name === 'class' ? value.trim().split(/\s+/).join(' ') : value)}`,
    )
    .sort()
    .join('')
}
