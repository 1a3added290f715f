import { z } from 'zod'
import { type Context, everyone, withScope } from '#platform'
import {
  BackLink,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { accountOfPerson } from './accounts.ts'
import { invite } from './invite.ts'
import { mayGive } from './may-give.ts'
import { OverFields, overAnswers, reachOf, readOver } from './over-fields.tsx'
import { RoleField, roleAnswer } from './role-field.tsx'

const emailAnswer = optionalText(254).pipe(
  z.union([z.literal(''), z.email('Enter an e-mail address in the correct format, like name@example.org')], {
    error: 'Enter an e-mail address in the correct format, like name@example.org',
  }),
)

export const invitePage = page({
  url: '/access/invitations/new',
  access: 'access.manage',
  form: z.object({
    displayName: textAnswer('Enter their name', 100),
    email: emailAnswer,
    personRef: optionalText(100),
    role: roleAnswer,
    ...overAnswers,
  }),

  async show(ctx) {
    return { title: 'Invite someone', reach: await reachOf(ctx, ctx.visitor) }
  },

  async submit(ctx, _params, { displayName, email, personRef, role, ...answers }) {
    const place = readOver(answers, await reachOf(ctx, ctx.visitor))
    if ('errors' in place) return problem(place.errors)
    if (!(await mayGive(ctx, ctx.visitor, role, place.over)))
      return problem({ role: 'You can only give roles that let people do what you can do yourself' })
    const person = personRef ? await personWithRef(ctx, personRef) : null
    if (person === undefined)
      return problem({
        personRef: 'Nobody in the register has this reference. Check it on their page, or leave it empty',
      })
    if (person && (await accountOfPerson(ctx, person.id)))
      return problem({
        personRef:
          'This person has an account already. Find it in the list of accounts and give it the role there',
      })
    const id = await invite(ctx, {
      displayName,
      email: email || null,
      personId: person?.id ?? null,
      role,
      over: place.over,
    })
    return redirect(`/access/invitations/${id}`, `${displayName} is invited`)
  },

  view: ({ title, form, link, reach }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link('/access/invitations')} text="Invitations" />
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <TextField name="displayName" label="Name" spellcheck={false} />
          <TextField
            name="email"
            type="email"
            label="E-mail address (optional)"
            hint="Leave it empty for someone without e-mail: you get a link to print or hand over."
            spellcheck={false}
          />
          <TextField
            name="personRef"
            label="Their reference in the register (optional)"
            hint="Links the account to the person, so that they find their own record. Their roles end when they leave that employer."
            width={20}
            spellcheck={false}
          />
          <RoleField />
          <OverFields reach={reach} />
          <SubmitButton preventDoubleClick>Invite</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

function personWithRef(ctx: Context, ref: string) {
  return withScope(ctx, everyone, (ctx) => {
    const known = ctx.db.selectFrom('personRefs').select('personId').where('ref', '=', ref)
    return ctx.db.selectFrom('people').select('id').where('id', '=', known).executeTakeFirst()
  })
}
