import { z } from 'zod'
import { formatDate, found } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  SelectField,
  SubmitButton,
  TextField,
  choice,
  dateAnswered,
  dateParts,
  dateValues,
  mayOpen,
  optionalText,
  page,
  problem,
  redirect,
  stale,
  textAnswer,
} from '#web'
import { needReach } from '../within-reach.ts'
import { type Capacity, type PartnerRole, capacities, isStatutory, partnerRoles } from './partner.ts'
import { findPartner } from './partner.queries.ts'
import { addPartner, addRepresentative, endOf } from './save-partner.ts'

const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** Says what an organisation is in the partnership, for the whole area or one locality. */
export const addPartnerPage = page({
  url: '/partners/new',
  access: 'partnership.manage',
  form: z.object({
    organisation: textAnswer('Enter the reference or full name of the organisation'),
    role: choice(Object.keys(partnerRoles) as PartnerRole[], 'Choose what it is'),
    locality: z.uuid('Choose a locality from the list').or(z.literal('')).default(''),
    ...dateParts('startedOn'),
  }),
  async show(ctx) {
    needReach(ctx)
    const localities = await ctx.db
      .selectFrom('localities')
      .select(['id as value', 'name as text'])
      .orderBy('name')
      .execute()
    return { title: 'Add a partner', localities, values: dateValues('startedOn', ctx.today) }
  },
  async submit(ctx, _params, answers) {
    needReach(ctx)
    const startedOn = dateAnswered(answers, 'startedOn')
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if (!startedOn.date) return problem({ startedOn: 'Enter since when' })
    const { organisation, role, locality } = answers
    const known =
      locality === '' ||
      (await ctx.db.selectFrom('localities').select('id').where('id', '=', locality).executeTakeFirst())
    if (!known) return problem({ locality: 'Choose a locality from the list' })
    const wanted = { organisation, role, localityId: locality || null, startedOn: startedOn.date }
    const answer = await addPartner(ctx, wanted)
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    return redirect(`/partners/${answer.partnerRoleId}`, 'The partner was added. Say who speaks for it')
  },
  view: ({ title, localities, form, link }) => (
    <>
      <BackLink href={link('/partners')} text="Safeguarding partners" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <TextField
              name="organisation"
              label="Organisation"
              hint="Its reference or full name"
              width="two-thirds"
            />
            <SelectField name="role" label="What it is" emptyText="Choose" items={choicesOf(partnerRoles)} />
            <SelectField name="locality" label="For" emptyText="The whole area" items={localities} />
            <DateField name="startedOn" legend="Since" />
            <SubmitButton preventDoubleClick>Add the partner</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** One partner: who speaks for it now, and who did. */
export const partnerPage = page({
  url: '/partners/:partnerRoleId',
  access: 'partnership.see',
  params: z.object({ partnerRoleId: z.uuid() }),
  async show(ctx, { partnerRoleId }) {
    const partner = await findPartner(ctx, partnerRoleId)
    return { title: partner.organisation, partner }
  },
  view: ({ title, partner, visitor, link }) => {
    const mayManage = mayOpen('partnership.manage', visitor)
    return (
      <>
        <BackLink href={link('/partners')} text="Safeguarding partners" />
        <span class="govuk-caption-l">{partnerRoles[partner.role]}</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          For {partner.area ?? 'the whole area'}, since {formatDate(partner.startedOn)}
          {partner.endedOn ? ` until ${formatDate(partner.endedOn)}` : ''}.{' '}
          <a class="govuk-link" href={link(`/organisations/${partner.organisationId}`)}>
            What is recorded of the organisation
          </a>
        </p>
        <h2 class="govuk-heading-m">Who speaks for it</h2>
        {partner.representatives.length === 0 ? (
          <p class="govuk-body">
            {isStatutory(partner.role)
              ? 'Nobody yet. A statutory partner has a lead and a delegate.'
              : 'Nobody is recorded yet.'}
          </p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {partner.representatives.map((one) => (
              <li>
                {capacities[one.capacity]}: {one.name}
                {one.job ? `, ${one.job}` : ''}, since {formatDate(one.startedOn)}
                {one.endedOn ? ` until ${formatDate(one.endedOn)}` : ''}
                {mayManage && !one.endedOn ? (
                  <>
                    {' '}
                    <a class="govuk-link" href={link(`/partner-representatives/${one.id}/end`)}>
                      End<span class="govuk-visually-hidden"> that {one.name} speaks for it</span>
                    </a>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {mayManage ? (
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/partners/${partner.id}/representatives/new`)}>
              Add somebody who speaks for it
            </a>
            {' or '}
            <a class="govuk-link" href={link(`/partners/${partner.id}/end`)}>
              say that it is a partner no more
            </a>
          </p>
        ) : null}
      </>
    )
  },
})

/** Adds somebody who speaks for a partner. */
export const addRepresentativePage = page({
  url: '/partners/:partnerRoleId/representatives/new',
  access: 'partnership.manage',
  params: z.object({ partnerRoleId: z.uuid() }),
  form: z.object({
    name: textAnswer('Enter the name', 100),
    job: optionalText(100),
    capacity: choice(Object.keys(capacities) as Capacity[], 'Choose as what they speak for it'),
    ...dateParts('startedOn'),
  }),
  async show(ctx, { partnerRoleId }) {
    needReach(ctx)
    const { organisation } = await findPartner(ctx, partnerRoleId)
    const values = dateValues('startedOn', ctx.today)
    return { title: `Who speaks for ${organisation}?`, organisation, partnerRoleId, values }
  },
  async submit(ctx, { partnerRoleId }, answers) {
    needReach(ctx)
    await findPartner(ctx, partnerRoleId)
    const startedOn = dateAnswered(answers, 'startedOn')
    if ('problem' in startedOn) return problem({ startedOn: startedOn.problem })
    if (!startedOn.date) return problem({ startedOn: 'Enter since when' })
    const { name, job, capacity } = answers
    await addRepresentative(ctx, partnerRoleId, {
      name,
      job: job || null,
      capacity,
      startedOn: startedOn.date,
    })
    return redirect(`/partners/${partnerRoleId}`, `${name} speaks for it now`)
  },
  view: ({ title, organisation, partnerRoleId, form, link }) => (
    <>
      <BackLink href={link(`/partners/${partnerRoleId}`)} text={organisation} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <TextField name="name" label="Name" width="two-thirds" />
            <TextField name="job" label="Job (optional)" width="two-thirds" />
            <SelectField name="capacity" label="As" emptyText="Choose" items={choicesOf(capacities)} />
            <DateField name="startedOn" legend="Since" />
            <SubmitButton preventDoubleClick>Add</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** The form that ends something on a day. */
const endForm = z.object({ _version: z.coerce.number(), ...dateParts('endedOn') })

/** Says that an organisation is a partner no more. */
export const endPartnerPage = page({
  url: '/partners/:partnerRoleId/end',
  access: 'partnership.manage',
  params: z.object({ partnerRoleId: z.uuid() }),
  form: endForm,
  async show(ctx, { partnerRoleId }) {
    needReach(ctx)
    const { organisation, version, endedOn } = await findPartner(ctx, partnerRoleId)
    const back = `/partners/${partnerRoleId}`
    return { title: `End the part of ${organisation}`, back, version, values: dateValues('endedOn', endedOn) }
  },
  async submit(ctx, { partnerRoleId }, answers) {
    needReach(ctx)
    const { startedOn } = await findPartner(ctx, partnerRoleId)
    return end(ctx, 'partnerRoles', { id: partnerRoleId, startedOn }, answers, '/partners')
  },
  view: (shown) => <EndView {...shown} />,
})

/** Says that somebody does not speak for a partner any more. */
export const endRepresentativePage = page({
  url: '/partner-representatives/:partnerRepresentativeId/end',
  access: 'partnership.manage',
  params: z.object({ partnerRepresentativeId: z.uuid() }),
  form: endForm,
  async show(ctx, { partnerRepresentativeId }) {
    needReach(ctx)
    const { name, partnerRoleId, version } = await findRepresentative(ctx, partnerRepresentativeId)
    return { title: `Until when did ${name} speak for it?`, back: `/partners/${partnerRoleId}`, version }
  },
  async submit(ctx, { partnerRepresentativeId }, answers) {
    needReach(ctx)
    const one = await findRepresentative(ctx, partnerRepresentativeId)
    return end(ctx, 'partnerRepresentatives', one, answers, `/partners/${one.partnerRoleId}`)
  },
  view: (shown) => <EndView {...shown} />,
})

type PageContext = Parameters<typeof findPartner>[0]

async function findRepresentative(ctx: PageContext, id: string) {
  return found(
    await ctx.db.selectFrom('partnerRepresentatives').selectAll().where('id', '=', id).executeTakeFirst(),
  )
}

async function end(
  ctx: PageContext,
  table: 'partnerRoles' | 'partnerRepresentatives',
  { id, startedOn }: { id: string; startedOn: string },
  answers: z.output<typeof endForm>,
  back: string,
) {
  const endedOn = dateAnswered(answers, 'endedOn')
  if ('problem' in endedOn) return problem({ endedOn: endedOn.problem })
  if (!endedOn.date) return problem({ endedOn: 'Enter the last day' })
  if (endedOn.date < startedOn)
    return problem({ endedOn: `The last day must be on or after the first, ${formatDate(startedOn)}` })
  const ended = await endOf(ctx, table, { id, version: answers._version }, endedOn.date)
  return ended ? redirect(back, `It ends on ${formatDate(endedOn.date)}`) : stale('this')
}

function EndView({
  title,
  back,
  form,
  link,
}: {
  title: string
  back: string
  form: Parameters<typeof FormErrorSummary>[0]['form']
  link: (path: string) => string
}) {
  return (
    <>
      <BackLink href={link(back)} text="Back" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <DateField name="endedOn" legend="The last day" />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  )
}
