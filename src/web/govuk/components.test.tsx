import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Button, InsetText, Tag, Textarea, trustedHtml, type TagProps } from './index.ts'

test('text is escaped, wherever it comes from', () => {
  const attack = '<script>alert("x")</script>'
  for (const tag of [<Tag text={attack} />, <Tag html={attack} />, <Tag>{attack}</Tag>]) {
    expect(renderToString(tag)).toBe(
      '<strong class="govuk-tag">&lt;script>alert(&quot;x&quot;)&lt;/script></strong>',
    )
  }
  expect(renderToString(<Tag classes={`"><script>`} text="Late" />)).not.toContain('"><script>')
})

test('only what is called trusted is printed as it stands', () => {
  expect(renderToString(<InsetText>{trustedHtml('<b>Now</b>')}</InsetText>)).toContain('<b>Now</b>')
})

test('children stand in for html', () => {
  expect(renderToString(<Button>Save</Button>)).toBe(renderToString(<Button html="Save" />))
})

test('a line break that a person typed first survives in a textarea', () => {
  // Browsers drop the first line break after the tag, so there must be two.
  expect(renderToString(<Textarea name="note" label={{ text: 'Note' }} value={'\nLater'} />)).toContain(
    '>\n\nLater<',
  )
})

test('a misspelt property does not compile', () => {
  // @ts-expect-error there is no property clases
  const misspelt: TagProps = { text: 'Late', clases: 'govuk-tag--red' }
  // @ts-expect-error nor an attribute that HTML does not have
  const attribute: TagProps = { text: 'Late', attributes: { titel: 'Late' } }
  // @ts-expect-error and a date is not something to print
  const date: TagProps = { html: new Date(0) }
  expect([misspelt, attribute, date]).toHaveLength(3)
})
