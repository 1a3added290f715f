import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import {
  CheckboxesField,
  DateField,
  FileField,
  Form,
  FormErrorSummary,
  HiddenField,
  PasswordField,
  RadiosField,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  type FormState,
  type Markup,
} from './index.ts'

const untouched: FormState = { values: {}, errors: {}, csrf: 'the-csrf', token: 'the-token' }

const show = (form: Partial<FormState>, children: Markup) =>
  renderToString(<Form form={{ ...untouched, ...form }}>{children}</Form>)

/** The attributes, and the tag, of the element with an id. */
function control(html: string, id: string): Record<string, string> {
  const found = elementsOf(html).find((element) => element['id'] === id)
  if (!found) throw new Error(`Nothing has the id ${id}`)
  return found
}

type Node = DefaultTreeAdapterTypes.Node

function elementsOf(html: string): Record<string, string>[] {
  const within = (node: Node): Record<string, string>[] => [
    ...('tagName' in node ? [attributesOf(node)] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(within) : []),
  ]
  return within(parseFragment(html))
}

function attributesOf({ tagName, attrs }: DefaultTreeAdapterTypes.Element): Record<string, string> {
  return { tag: tagName, ...Object.fromEntries(attrs.map(({ name, value }) => [name, value])) }
}

const teams = [
  { value: 'north', text: 'North team', hint: 'Duty desk' },
  { value: 'south', text: 'South team' },
]

test('a form carries what shows that it is ours, and sends a file only where it says so', () => {
  const plain = show({}, <SubmitButton>Save</SubmitButton>)
  expect(plain).toMatch(/^<form method="post" novalidate>/)
  expect(plain).toContain('<input type="hidden" name="_csrf" value="the-csrf"/>')
  expect(plain).toContain('<input type="hidden" name="_token" value="the-token"/>')
  expect(plain).not.toContain('_version')

  const full = show(
    { version: '3', multipart: true, action: '/people' },
    <HiddenField name="person" value={7} />,
  )
  expect(full).toMatch(/^<form method="post" action="\/people" enctype="multipart\/form-data" novalidate>/)
  expect(full).toContain('<input type="hidden" name="_version" value="3"/>')
  expect(full).toContain('<input type="hidden" name="person" value="7"/>')
})

test('every field shows again what was answered', () => {
  const html = show(
    {
      values: {
        name: 'Amina "Min" Khan',
        note: '<b>Later</b>',
        team: 'south',
        where: 'south',
        days: ['mon', 'wed'],
        one: 'mon',
        'startedOn-day': '31',
        'startedOn-month': 'Febuary',
        'startedOn-year': '2026',
        person: '7',
      },
    },
    <>
      <TextField name="name" label="Full name" />
      <TextArea name="note" label="Note" />
      <RadiosField name="team" legend="Which team?" items={teams} />
      <SelectField name="where" label="Where" items={teams} emptyText="Choose" />
      <CheckboxesField
        name="days"
        legend="Which days?"
        items={[
          { value: 'mon', text: 'Monday' },
          { value: 'tue', text: 'Tuesday' },
          { value: 'wed', text: 'Wednesday' },
        ]}
      />
      <CheckboxesField name="one" legend="One tick" items={[{ value: 'mon', text: 'Monday' }]} />
      <DateField name="startedOn" legend="Start date" />
      <HiddenField name="person" />
    </>,
  )
  expect(control(html, 'name')['value']).toBe('Amina "Min" Khan')
  expect(html).toContain('>&lt;b>Later&lt;/b></textarea>')
  expect(control(html, 'team')).not.toHaveProperty('checked')
  expect(control(html, 'team-2')).toMatchObject({ value: 'south', checked: '' })
  expect(html).toContain('<option value="south" selected>South team</option>')
  expect(control(html, 'days')).toMatchObject({ value: 'mon', checked: '' })
  expect(control(html, 'days-2')).not.toHaveProperty('checked')
  expect(control(html, 'days-3')).toMatchObject({ value: 'wed', checked: '' })
  expect(control(html, 'one')).toHaveProperty('checked')
  expect(control(html, 'startedOn-day')).toMatchObject({ name: 'startedOn-day', value: '31' })
  expect(control(html, 'startedOn-month')['value']).toBe('Febuary')
  expect(control(html, 'startedOn-year')['value']).toBe('2026')
  expect(html).toContain('<input type="hidden" name="person" value="7"/>')
})

test('neither a password nor a file is sent back', () => {
  const html = show(
    { values: { password: 'open sesame', list: 'people.csv' } },
    <>
      <PasswordField name="password" label="Password" />
      <FileField name="list" label="List of people" accept=".csv,.xlsx" />
    </>,
  )
  expect(html).not.toContain('open sesame')
  expect(control(html, 'list')).toMatchObject({ type: 'file', accept: '.csv,.xlsx' })
  expect(html).not.toContain('people.csv')
})

const fields: [string, (name: string) => JSX.Element][] = [
  ['TextField', (name) => <TextField name={name} label="Question" hint="Help" />],
  ['TextArea', (name) => <TextArea name={name} label="Question" hint="Help" />],
  ['SelectField', (name) => <SelectField name={name} label="Question" hint="Help" items={teams} />],
  ['FileField', (name) => <FileField name={name} label="Question" hint="Help" />],
  ['PasswordField', (name) => <PasswordField name={name} label="Question" hint="Help" />],
]
test.each(fields)('%s is described by its hint and its error', (_name, field) => {
  const html = show({ errors: { answer: 'Answer <this>' } }, field('answer'))
  expect(control(html, 'answer')['aria-describedby']).toBe('answer-hint answer-error')
  expect(control(html, 'answer-hint')['class']).toBe('govuk-hint')
  expect(control(html, 'answer-error')['class']).toBe('govuk-error-message')
  expect(html).toContain('<span class="govuk-visually-hidden">Error:</span> Answer &lt;this></p>')
})

const questions: [string, (name: string) => JSX.Element][] = [
  ['RadiosField', (name) => <RadiosField name={name} legend="Question" hint="Help" items={teams} />],
  ['CheckboxesField', (name) => <CheckboxesField name={name} legend="Question" hint="Help" items={teams} />],
  ['DateField', (name) => <DateField name={name} legend="Question" hint="Help" />],
]
test.each(questions)('%s is described by its hint and its error', (_name, question) => {
  const html = show({ errors: { answer: 'Answer this' } }, question('answer'))
  const fieldset = elementsOf(html).find(({ tag }) => tag === 'fieldset')
  expect(fieldset?.['aria-describedby']).toBe('answer-hint answer-error')
  expect(control(html, 'answer-error')['class']).toBe('govuk-error-message')
})

test('a date marks the part that is wrong, or all three', () => {
  const wrong = (errors: Record<string, string>) =>
    elementsOf(show({ errors }, <DateField name="on" legend="When?" />))
      .filter((element) => element['class']?.includes('govuk-input--error'))
      .map((element) => element['id'])
  expect(wrong({ 'on-month': 'Month must be 1 to 12' })).toEqual(['on-month'])
  expect(wrong({ on: 'Enter a date' })).toEqual(['on-day', 'on-month', 'on-year'])
  expect(wrong({})).toEqual([])
})

test('the error summary leads to each field in the order of the errors', () => {
  const form: FormState = {
    ...untouched,
    values: { 'startedOn-day': '31', 'startedOn-month': '', 'startedOn-year': '' },
    errors: { startedOn: 'Enter a month', team: 'Choose a team', _version: 'Someone else changed this' },
  }
  const html = renderToString(<FormErrorSummary form={form} />)
  expect([...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, item]) => item)).toEqual([
    '<a href="#startedOn-day">Enter a month</a>',
    '<a href="#team">Choose a team</a>',
    'Someone else changed this',
  ])
  const page = show(form, [
    <DateField name="startedOn" legend="When?" />,
    <RadiosField name="team" legend="Which team?" items={teams} />,
  ])
  expect(control(page, 'startedOn-day')['tag']).toBe('input')
  expect(control(page, 'team')).toMatchObject({ tag: 'input', type: 'radio' })
  expect(renderToString(<FormErrorSummary form={untouched} />)).toBe('')
})

test('a long answer counts against its limit', () => {
  const html = show({ values: { note: 'Hello' } }, <TextArea name="note" label="Note" limit={200} />)
  expect(html).toContain('data-maxlength="200"')
  expect(html).toContain('You can enter up to 200 characters')
  expect(control(html, 'note')['aria-describedby']).toBe('note-info')
})

test('a further question comes up beside the choice that leads to it', () => {
  const html = show(
    { values: { how: 'other' } },
    <RadiosField
      name="how"
      legend="How?"
      items={[
        { value: 'room', text: 'In a room' },
        { divider: 'or' },
        { value: 'other', text: 'Another way', conditional: <TextField name="other" label="Which way?" /> },
      ]}
    />,
  )
  expect(html).toContain('class="govuk-radios ow-reveals"')
  expect(html).not.toContain('data-aria-controls')
  expect(control(html, 'conditional-how-3')['class']).toBe('govuk-radios__conditional')
  expect(control(html, 'other')['tag']).toBe('input')
})

test('a field outside a form says so', () => {
  expect(() => renderToString(<TextField name="name" label="Name" />)).toThrow('outside a <Form>')
})
