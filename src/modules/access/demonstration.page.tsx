import { z } from 'zod'
import { isId } from '#platform'
import {
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  page,
  problem,
  redirect,
  sessionCookie,
} from '#web'
import { beInDemonstration, whomOneCanBe } from './demonstration.ts'
import { roles } from './roles.ts'

const unanswered = 'Choose who you are'

export const demonstrationPage = page({
  url: '/demonstration',
  access: 'anyone',
  demonstrationOnly: true,
  form: z.object({ account: z.string({ error: unanswered }).refine(isId, unanswered) }),

  async show(ctx) {
    return { title: 'Choose who you are', people: await whomOneCanBe(ctx), partnership: ctx.partnership.name }
  },

  async submit(ctx, _params, { account }) {
    const people = await whomOneCanBe(ctx)
    if (!people.some((one) => one.accountId === account)) return problem({ account: unanswered })
    const { token, name } = await beInDemonstration(ctx, account)
    return redirect('/', `You are ${name}`, { [sessionCookie]: token })
  },

  view: ({ form, people, partnership }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">Choose who you are</h1>
        <p class="govuk-body-l">
          Look at {partnership} through somebody’s eyes. All these people are invented.
        </p>
        {people.length === 0 ? (
          <div class="govuk-inset-text">Nobody has been made up for this partnership yet.</div>
        ) : (
          <Form form={form}>
            <RadiosField
              name="account"
              legend="Who do you want to be?"
              hint="Different people see different records and can do different things. You can change at any time."
              items={people.map(({ accountId, name, role, over }) => ({
                value: accountId,
                text: [name, roles[role].name, over].filter(Boolean).join(', '),
                hint: `Can ${roles[role].description}`,
              }))}
            />
            <SubmitButton preventDoubleClick>Continue</SubmitButton>
          </Form>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/demonstration">
            Choose another partnership
          </a>
        </p>
      </div>
    </div>
  ),
})

export const demonstrationsPage = page({
  url: '/demonstration',
  place: 'installation',
  access: 'anyone',
  demonstrationOnly: true,

  async show(ctx) {
    const partnerships = await ctx.db
      .selectFrom('partnerships')
      .select(['code', 'name'])
      .orderBy('name')
      .execute()
    return { title: 'Look around the demonstration', partnerships }
  },

  view: ({ title, partnerships }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Each partnership has its own strategy and figures as published, with invented people. Choose one,
          then choose who you are there.
        </p>
        <ul class="govuk-list govuk-list--spaced">
          {partnerships.map(({ code, name }) => (
            <li>
              <a class="govuk-link govuk-!-font-weight-bold" href={`/p/${code}/demonstration`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  ),
})
