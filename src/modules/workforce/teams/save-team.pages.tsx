import { z } from 'zod'
import { needReach, closeTeam, saveTeam } from '#partnership'
import { formatDate } from '#platform'
import {
  BackLink,
  CheckboxesField,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextArea,
  TextField,
  dateAnswered,
  dateParts,
  dateValues,
  optionalText,
  page,
  problem,
  redirect,
  stale,
  textAnswer,
  ticks,
} from '#web'
import { findTeam } from './team.queries.ts'

const teamForm = {
  name: textAnswer('Enter the name of the team', 100),
  organisation: optionalText(200),
  purpose: optionalText(500),
  coLocated: ticks(),
}

type Answers = z.output<z.ZodObject<typeof teamForm>>

const detailsIn = ({ name, organisation, purpose, coLocated }: Answers) => ({
  name,
  organisation,
  purpose: purpose || null,
  isCoLocated: coLocated.includes('yes'),
})

function TeamFields() {
  return (
    <>
      <TextField name="name" label="Name" width="two-thirds" />
      <TextField
        name="organisation"
        label="Organisation (optional)"
        hint="Its reference or full name. Leave it empty for a multi-agency team, whose members have different employers."
        width="two-thirds"
      />
      <TextArea name="purpose" label="What the team is for (optional)" rows={3} />
      <CheckboxesField
        name="coLocated"
        legend="Where it works"
        items={[{ value: 'yes', text: 'Members of several employers work in one place' }]}
      />
    </>
  )
}

/** Adds a team. */
export const addTeamPage = page({
  url: '/teams/new',
  access: 'partnership.manage',
  form: z.object(teamForm),
  async show(ctx) {
    needReach(ctx)
    return { title: 'Add a team' }
  },
  async submit(ctx, _params, answers) {
    needReach(ctx)
    const answer = await saveTeam(ctx, detailsIn(answers))
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    if (answer.outcome === 'stale') throw new Error('What is new cannot have changed')
    return redirect(`/teams/${answer.teamId}`, 'The team was added')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/teams')} text="Teams" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <TeamFields />
            <SubmitButton preventDoubleClick>Add the team</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** Renames a team, moves it to another organisation, or says what it is for. */
export const editTeamPage = page({
  url: '/teams/:teamId/edit',
  access: 'partnership.manage',
  params: z.object({ teamId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...teamForm }),
  async show(ctx, { teamId }) {
    const team = await findTeam(ctx, teamId)
    needReach(ctx, { teamId, organisationId: team.organisationId })
    return {
      title: `Rename or move ${team.name}`,
      team,
      version: team.version,
      values: {
        name: team.name,
        organisation: team.organisationRef ?? '',
        purpose: team.purpose ?? '',
        coLocated: team.isCoLocated ? ['yes'] : [],
      },
    }
  },
  async submit(ctx, { teamId }, { _version: version, ...answers }) {
    const team = await findTeam(ctx, teamId)
    needReach(ctx, { teamId, organisationId: team.organisationId })
    const answer = await saveTeam(ctx, detailsIn(answers), { teamId, version })
    if (answer.outcome === 'stale') return stale('this team')
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    return redirect(`/teams/${teamId}`, 'The team was changed')
  },
  view: ({ title, team, form, link }) => (
    <>
      <BackLink href={link(`/teams/${team.id}`)} text={team.name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Its members stay in it, each with the employer they have. What the record said before is kept.
          </p>
          <Form form={form}>
            <TeamFields />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})

/** Closes a team, or says that it goes on. */
export const closeTeamPage = page({
  url: '/teams/:teamId/close',
  access: 'partnership.manage',
  params: z.object({ teamId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...dateParts('closedOn') }),
  async show(ctx, { teamId }) {
    const team = await findTeam(ctx, teamId)
    needReach(ctx, { teamId, organisationId: team.organisationId })
    return {
      title: `Close ${team.name}`,
      team,
      version: team.version,
      values: dateValues('closedOn', team.closedOn),
    }
  },
  async submit(ctx, { teamId }, answers) {
    const team = await findTeam(ctx, teamId)
    needReach(ctx, { teamId, organisationId: team.organisationId })
    const closedOn = dateAnswered(answers, 'closedOn')
    if ('problem' in closedOn) return problem({ closedOn: closedOn.problem })
    if (!closedOn.date && !team.closedOn) return problem({ closedOn: 'Enter the last day of the team' })
    if (!(await closeTeam(ctx, { teamId, version: answers._version }, closedOn.date)))
      return stale('this team')
    return redirect(
      `/teams/${teamId}`,
      closedOn.date ? `The team closes on ${formatDate(closedOn.date)}` : 'The team goes on',
    )
  },
  view: ({ title, team, form, link }) => (
    <>
      <BackLink href={link(`/teams/${team.id}`)} text={team.name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Nobody’s engagement ends with it: change the terms of those who go on in another team, from the
            same day.
          </p>
          <Form form={form}>
            <DateField
              name="closedOn"
              legend="The last day of the team"
              hint={team.closedOn ? 'Leave all three empty if the team goes on' : 'For example, 31 8 2026'}
            />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
