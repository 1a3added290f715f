import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownAddress, withNext } from './own-address.ts'

test.each(['/', '/p/here', '/p/here/people?search=%C3%A9&page=2', '/p/here#main-content'])(
  '%s is ours',
  (address) => {
    expect(ownAddress(address)).toBe(address)
  },
)

test.each([
  undefined,
  '',
  'p/here',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\n/evil.example',
  '/ space',
  'javascript:alert(1)',
  `/${'x'.repeat(3000)}`,
])('%j is not', (address) => expect(ownAddress(address)).toBeNull())

test('whatever is let through stays on this service, as a browser reads it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `/${text}`),
        fc.webUrl(),
      ),
      (text) => {
        const address = ownAddress(text)
        if (address !== null)
          expect(new URL(address, 'https://ours.example').origin).toBe('https://ours.example')
      },
    ),
  )
})

test('the address to go on to survives being carried in another', () => {
  const carried = new URL(withNext('/sign-in', '/p/here?search=a&b=c'), 'https://ours.example')
  expect(carried.searchParams.get('next')).toBe('/p/here?search=a&b=c')
  expect(withNext('/sign-in', null)).toBe('/sign-in')
})
