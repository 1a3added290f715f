import { DatabaseError } from 'pg'
import { describe, expect, test } from 'vitest'
import { openLog } from './logging.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void) {
  const lines: string[] = []
  write(openLog('info', { write: (line: string) => void lines.push(line) }))
  return lines
}

function refusedByTheDatabase(message: string): DatabaseError {
  return Object.assign(new DatabaseError(message, message.length, 'error'), {
    code: '23505',
    table: 'people',
    constraint: 'people_email',
    detail: 'Key (email)=(amina@example.org) already exists.',
  })
}

describe('the log', () => {
  test('is one line of JSON for each thing that happened, with the moment and the request', () => {
    const lines = logged((log) => log.info({ request: 'r-1' }, 'answered'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      request: 'r-1',
      msg: 'answered',
    })
  })

  test('says what the database refused and where in the program, without a word of the row', () => {
    const error = refusedByTheDatabase('invalid: "Amina Khan\n    at 5 Hill Road\n  born 1990"')
    const [line] = logged((log) => log.error({ err: error }, 'a request failed'))
    expect(line).not.toMatch(/Amina|Hill Road|1990|example\.org/)
    const { err } = JSON.parse(line!)
    expect(err).toMatchObject({ code: '23505', table: 'people', constraint: 'people_email' })
    expect(err.stack).toMatch(/^ +at .*logging\.test\.ts/)
  })

  test('says as little of the database error that another error is due to', () => {
    const cause = refusedByTheDatabase('duplicate "Amina Khan"')
    const [line] = logged((log) => log.error({ err: new Error('not imported', { cause }) }, 'failed'))
    expect(JSON.parse(line!).err).toMatchObject({ message: 'not imported', cause: { code: '23505' } })
    expect(line).not.toContain('Amina')
  })

  test('keeps the message of other errors, whose words are our own', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
    const [line] = logged((log) => log.error({ err: error }, 'failed'))
    expect(JSON.parse(line!).err).toMatchObject({
      type: 'Error',
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED 127.0.0.1:5432',
    })
  })

  test('says only of what kind it was when something was thrown that is no error', () => {
    const [line] = logged((log) => log.error({ err: { name: 'Amina Khan' } }, 'failed'))
    expect(JSON.parse(line!).err).toEqual({ type: 'object' })
  })

  test.each([
    ['the nil character', 'a\0b'],
    ['half a character', 'a\uD800b'],
    ['the end of a line', 'a\nb\u2028c'],
    ['any script', 'Zoë 李 😀 \u202Eabc'],
  ])('stays one readable line with %s in it', (_what, text) => {
    const lines = logged((log) => log.info({ route: text }, text))
    expect(lines).toHaveLength(1)
    expect(lines[0]!.trimEnd()).not.toContain('\n')
    const asWritten = Buffer.from(lines[0]!).toString()
    const readable = Buffer.from(text).toString()
    expect(JSON.parse(asWritten)).toMatchObject({ route: readable, msg: readable })
  })
})
