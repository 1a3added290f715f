/**
 * npm run new -- page learning/bookings cancel-booking
 *
 * Writes a page and its test into a module's folder. The test fails until the page says what it is for.
 */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '#platform'

const [what, folder, name] = process.argv.slice(2)
if (what !== 'page' || !folder || !name || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('Use: npm run new -- page MODULE[/FOLDER] name-in-kebab-case')
  process.exit(2)
}
const camel = name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const words = name.replaceAll('-', ' ')
const title = words.charAt(0).toUpperCase() + words.slice(1)
const target = join(projectRoot, 'src', 'modules', folder)
const url = `/${folder}/${name}`

const pageText = `import { z } from 'zod'
import { Form, FormErrorSummary, SubmitButton, TextField, page, redirect, textAnswer } from '#web'

/** ${title}: say here, in the reader's words, what this page is for. */
export const ${camel}Page = page({
  url: '${url}',
  access: 'signed-in',
  form: z.object({ name: textAnswer('Enter a name') }),

  async show() {
    return { title: '${title}' }
  },

  async submit(_ctx, _params, answers) {
    throw new Error(\`Nothing happens to \${answers.name} yet\`)
    return redirect('/')
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
import { type World, openWorld } from '${'../'.repeat(folder.split('/').length + 2)}test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('${words}: say what a person sees', async () => {
  const partnership = await world.addPartnership('example')
  const page = await world.browser().visit(\`/p/\${partnership.code}${url}\`)
  expect(page.heading).toBe('${title}')
})
`
await mkdir(target, { recursive: true })
for (const [file, text] of [
  [`${name}.page.tsx`, pageText],
  [`${name}.page.test.ts`, testText],
] as const) {
  const path = join(target, file)
  if (existsSync(path)) {
    console.error(`${path} is there already.`)
    process.exit(1)
  }
  await writeFile(path, text)
  console.log(path.slice(projectRoot.length + 1))
}
console.log(
  `Now add ${camel}Page to the routes of src/modules/${folder.split('/')[0]}/index.ts, and make the test say something.`,
)
