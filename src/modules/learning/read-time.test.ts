import { expect, test } from 'vitest'
import { readTime } from './read-time.ts'

test.each([
  ['09:30', '09:30'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['0930', '09:30'],
  ['9am', '09:00'],
  ['9.30 am', '09:30'],
  ['2pm', '14:00'],
  ['2:15PM', '14:15'],
  ['12am', '00:00'],
  ['12pm', '12:00'],
  ['midday', '12:00'],
  ['23:59', '23:59'],
  ['9', null],
  ['24:00', null],
  ['13pm', null],
  ['0am', null],
  ['9:60', null],
  ['half nine', null],
  ['', null],
])('“%s” is read as %s', (text, time) => {
  expect(readTime(text)).toBe(time)
})
