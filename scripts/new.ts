/**
 * npm run new -- page learning/bookings cancel-a-booking
 *
 * Writes a page and its test into a module's folder. The test fails until the page is among the module's routes and does
 * what it is for.
 */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { projectRoot } from '#platform'

const [what, folder = '', name = '', ...more] = process.argv.slice(2)
const module = folder.split('/')[0]!
const inKebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
if (
  what !== 'page' ||
  more.length > 0 ||
  ![...folder.split('/'), name].every((part) => inKebabCase.test(part)) ||
  !existsSync(join(projectRoot, 'src', 'modules', module, 'index.ts'))
)
  refuse(
    'Use: npm run new -- page MODULE[/FOLDER] name-in-kebab-case, with the name of a folder of src/modules.',
  )

const target = join(projectRoot, 'src', 'modules', folder)
const pageName = `${name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Page`
const words = name.replaceAll('-', ' ')
const title = words.charAt(0).toUpperCase() + words.slice(1)
const url = `/${folder}/${name}`
const support = relative(target, join(projectRoot, 'test', 'support'))

const pageText = `import { z } from 'zod'
import { Form, FormErrorSummary, SubmitButton, TextField, page, problem, textAnswer } from '#web'

/** ${title}: say here, in the reader's words, what this page is for. */
export const ${pageName} = page({
  url: '${url}',
  access: 'signed-in',
  form: z.object({ name: textAnswer('Enter a name') }),

  async show() {
    return { title: '${title}' }
  },

  async submit(_ctx, _params, answers) {
    return problem({ name: \`Nothing happens to \${answers.name} yet\` })
  },

  view: ({ title, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <TextField name="name" label="Name" />
          <SubmitButton>Continue</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})
`

const testText = `import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedUp } from '${support}/signed-up.ts'
import { type World, openWorld } from '${support}/world.ts'

let world: World
let address: string
let token: string

beforeAll(async () => {
  world = await openWorld()
  const partnership = await world.addPartnership('example')
  address = \`/p/\${partnership.code}${url}\`
  token = (await signedUp(world, partnership, { name: 'Amina Khan', role: 'practitioner' })).token
})
afterAll(() => world.close())

test('${words}: say what a person sees', async () => {
  const page = await world.browser(token).visit(address)
  expect(page.heading).toBe('${title}')
})

test('${words}: say what a person does, and what comes of it', async () => {
  const page = await world.browser(token).visit(address)
  const next = await page.submit({ Name: 'Example' })
  expect(next.errors).toEqual([])
})
`

const files = [
  [`${name}.page.tsx`, pageText],
  [`${name}.page.test.ts`, testText],
] as const
for (const [file] of files)
  if (existsSync(join(target, file))) refuse(`${join(target, file)} is there already.`)
await mkdir(target, { recursive: true })
for (const [file, text] of files) {
  const path = join(target, file)
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
  console.log(relative(projectRoot, path))
}
console.log(
  `Now add ${pageName} to the routes of src/modules/${module}/index.ts, and make the tests say something.`,
)

function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}
