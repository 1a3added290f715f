import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { NavigationItem } from './access.ts'
import { Menu } from './menu.tsx'

const item = (section: NavigationItem['section'], text: string, href: string): NavigationItem => ({
  section,
  text,
  href,
  access: 'signed-in',
  description: '',
})

const items = [
  item('Learning', 'Find a course', '/p/x/learning'),
  item('Learning', 'Sessions', '/p/x/learning/sessions'),
  item('My work', 'My bookings', '/p/x/learning/mine'),
  item('Compliance', 'Compliance', '/p/x/assurance/team'),
]

/** The links of each navigation, the current ones marked with a star. */
function shown(path: string): Record<string, string[]> {
  const html = renderToString(<Menu items={items} path={path} />)
  return Object.fromEntries(
    [...html.matchAll(/<nav[^>]*aria-label="([^"]*)".*?<\/nav>/g)].map(([nav, label]) => [
      label!,
      [...nav.matchAll(/<a([^>]*)>([^<]*)/g)].map(
        ([, attributes, text]) => `${text}${attributes!.includes('aria-current') ? '*' : ''}`,
      ),
    ]),
  )
}

test('the parts come in the order of the menu, one of a single page by the name of that page', () => {
  expect(shown('/p/x')).toEqual({ Menu: ['My bookings', 'Compliance', 'Learning'] })
})

test('within a part its pages are shown, and where one is', () => {
  expect(shown('/p/x/learning/sessions/1/register')).toEqual({
    Menu: ['My bookings', 'Compliance', 'Learning*'],
    Learning: ['Find a course', 'Sessions*'],
  })
})

test('a page belongs to the item that its address begins with the longest part of', () => {
  expect(shown('/p/x/learning/mine')).toEqual({ Menu: ['My bookings*', 'Compliance', 'Learning'] })
  expect(shown('/p/x/learning/courses/1')['Learning']).toEqual(['Find a course*', 'Sessions'])
  expect(shown('/p/x/learning-more')['Learning']).toBeUndefined()
})
