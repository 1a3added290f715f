import { z } from 'zod'
import { readPence } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  RadiosField,
  SelectField,
  SubmitButton,
  TextField,
  choice,
  dateAnswered,
  dateParts,
  dateValues,
  optionalText,
  page,
  problem,
  redirect,
  textAnswer,
} from '#web'
import { needReach } from '../within-reach.ts'
import { type ContributionKind, contributionKinds, findCollaboration } from './collaboration.ts'
import { addContribution } from './save-collaboration.ts'

/** Records what a member gave: money, people's time, or something else. */
export const addContributionPage = page({
  url: '/collaborations/:collaborationId/contributions/new',
  access: 'partnership.manage',
  params: z.object({ collaborationId: z.uuid() }),
  form: z.object({
    member: textAnswer('Choose who gave it'),
    stream: optionalText(60),
    kind: choice(Object.keys(contributionKinds) as ContributionKind[], 'Choose what was given'),
    pounds: optionalText(15),
    days: optionalText(10),
    description: textAnswer('Enter what it was for', 300),
    ...dateParts('givenOn'),
  }),
  async show(ctx, { collaborationId }) {
    needReach(ctx)
    const { name, members, streams } = await findCollaboration(ctx, collaborationId)
    const values = dateValues('givenOn', ctx.today)
    return { title: `What did a member give to ${name}?`, name, collaborationId, members, streams, values }
  },
  async submit(ctx, { collaborationId }, answers) {
    needReach(ctx)
    const { members, streams } = await findCollaboration(ctx, collaborationId)
    const { member, stream, kind, description } = answers
    if (!members.some(({ id }) => id === member)) return problem({ member: 'Choose a member from the list' })
    if (stream && !streams.some(({ id }) => id === stream))
      return problem({ stream: 'Choose a work stream from the list' })
    const money = kind === 'money' ? readPence(answers.pounds) : { pence: null }
    if ('problem' in money) return problem({ pounds: money.problem })
    const { pence } = money
    if (pence !== null && pence <= 0) return problem({ pounds: 'Enter an amount of more than nothing' })
    const days = kind === 'time' && /^\d{1,4}(\.\d{1,2})?$/.test(answers.days) ? Number(answers.days) : null
    if (kind === 'time' && !days) return problem({ days: 'Enter the days as a number, such as 2.5' })
    const givenOn = dateAnswered(answers, 'givenOn')
    if ('problem' in givenOn) return problem({ givenOn: givenOn.problem })
    if (!givenOn.date) return problem({ givenOn: 'Enter when it was given' })
    const contribution = { memberId: member, streamId: stream || null, kind, pence, days, description }
    await addContribution(ctx, collaborationId, { ...contribution, givenOn: givenOn.date })
    return redirect(`/collaborations/${collaborationId}`, 'The contribution was recorded')
  },
  view: ({ title, name, collaborationId, members, streams, form, link }) => (
    <>
      <BackLink href={link(`/collaborations/${collaborationId}`)} text={name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <SelectField
              name="member"
              label="Member"
              emptyText="Choose a member"
              items={members.map((one) => ({ value: one.id, text: one.name }))}
            />
            <SelectField
              name="stream"
              label="Work stream (optional)"
              emptyText="None in particular"
              items={streams.map((one) => ({ value: one.id, text: one.name }))}
            />
            <RadiosField
              name="kind"
              legend="What was given?"
              items={[
                {
                  value: 'money',
                  text: contributionKinds.money,
                  conditional: <TextField name="pounds" label="Amount" prefix="£" width={10} />,
                },
                {
                  value: 'time',
                  text: contributionKinds.time,
                  conditional: <TextField name="days" label="How many days" suffix="days" width={5} />,
                },
                { value: 'other', text: contributionKinds.other },
              ]}
            />
            <TextField name="description" label="What it was for" width="two-thirds" />
            <DateField name="givenOn" legend="When" />
            <SubmitButton preventDoubleClick>Record it</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
