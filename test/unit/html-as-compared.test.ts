import { expect, test } from 'vitest'
import { htmlAsCompared } from '../support/html-as-compared.ts'

const alike: [string, string][] = [
  ['<p>One  two\n</p>', '<p>\n  One two</p>'],
  ['<input disabled id="a">', '<input id=a disabled="">'],
  ['<p>Tea &amp; cake</p>', '<p>Tea & cake</p>'],
  ['<ul>\n  <li>One</li>\n</ul>', '<ul><li>One</li></ul>'],
  ['<p><b>Error:</b> Enter</p>', '<p><b>Error:</b>\n  Enter</p>'],
]
test.each(alike)('%j is like %j', (one, other) => {
  expect(htmlAsCompared(one)).toBe(htmlAsCompared(other))
})

const different: [string, string][] = [
  ['<p>One two</p>', '<p>Onetwo</p>'],
  ['<p><b>Error:</b> Enter</p>', '<p><b>Error:</b>Enter</p>'],
  ['<p class="a b"></p>', '<p class="b a"></p>'],
  ['<p id="a"></p>', '<p></p>'],
  ['<a href="/a b">x</a>', '<a href="/a  b">x</a>'],
  ['<p><b>One</b></p>', '<p>One<b></b></p>'],
  ['<textarea>a b</textarea>', '<textarea>a  b</textarea>'],
]
test.each(different)('%j is not like %j', (one, other) => {
  expect(htmlAsCompared(one)).not.toBe(htmlAsCompared(other))
})
