import { z } from 'zod'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  type FormState,
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
} from '#web'
import { needReach } from '../within-reach.ts'
import { findCollaboration } from './collaboration.ts'
import { type CollaborationDetails, saveCollaboration } from './save-collaboration.ts'

const count = (sentence: string) =>
  optionalText(4).refine((text) => text === '' || /^[1-9]\d{0,3}$/.test(text), sentence)

const fields = {
  name: textAnswer('Enter the name of the collaboration', 150),
  purpose: optionalText(1000),
  members: optionalText(5000),
  host: optionalText(200),
  streams: optionalText(5000),
  statedMembers: count('Enter how many as a whole number, or leave it empty'),
  statedStreams: count('Enter how many as a whole number, or leave it empty'),
  source: optionalText(300),
  ...dateParts('startedOn'),
  ...dateParts('endedOn'),
}

type Answers = z.output<z.ZodObject<typeof fields>>

const linesOf = (text: string) => [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean)

function detailsIn(answers: Answers): { details: CollaborationDetails } | { errors: Record<string, string> } {
  const startedOn = dateAnswered(answers, 'startedOn')
  const endedOn = dateAnswered(answers, 'endedOn')
  if ('problem' in startedOn) return { errors: { startedOn: startedOn.problem } }
  if ('problem' in endedOn) return { errors: { endedOn: endedOn.problem } }
  if (startedOn.date && endedOn.date && endedOn.date < startedOn.date)
    return { errors: { endedOn: 'The last day must be on or after the first' } }
  const members = linesOf(answers.members)
  const streams = linesOf(answers.streams)
  if (members.length > 200) return { errors: { members: 'Enter 200 members or fewer' } }
  if (streams.length > 50) return { errors: { streams: 'Enter 50 work streams or fewer' } }
  const { name, purpose, host, statedMembers, statedStreams, source } = answers
  if (host && !members.includes(host))
    return { errors: { host: 'Enter the host as it is written among the members' } }
  return {
    details: {
      name,
      purpose,
      startedOn: startedOn.date,
      endedOn: endedOn.date,
      statedMembers: statedMembers ? Number(statedMembers) : null,
      statedStreams: statedStreams ? Number(statedStreams) : null,
      source: source || null,
      members,
      host: host || null,
      streams,
    },
  }
}

function Fields({ form, button }: { form: FormState; button: string }) {
  return (
    <Form form={form}>
      <TextField name="name" label="Name" width="two-thirds" />
      <TextArea name="purpose" label="What it is for (optional)" rows={3} />
      <TextArea name="members" label="Members" hint="One authority or body on each line" rows={6} />
      <TextField name="host" label="Host (optional)" hint="One of the members" width="two-thirds" />
      <TextArea name="streams" label="Work streams (optional)" hint="One on each line" rows={4} />
      <DateField name="startedOn" legend="Began on (optional)" />
      <DateField name="endedOn" legend="Ended on (optional)" />
      <TextField
        name="statedMembers"
        label="How many members its source states (optional)"
        hint="When not all of them are listed above"
        width={4}
      />
      <TextField name="statedStreams" label="How many work streams its source states (optional)" width={4} />
      <TextField name="source" label="Source (optional)" width="two-thirds" />
      <SubmitButton preventDoubleClick>{button}</SubmitButton>
    </Form>
  )
}

/** Adds a collaboration. */
export const addCollaborationPage = page({
  url: '/collaborations/new',
  access: 'partnership.manage',
  form: z.object(fields),
  async show(ctx) {
    needReach(ctx)
    return { title: 'Add a collaboration' }
  },
  async submit(ctx, _params, answers) {
    needReach(ctx)
    const read = detailsIn(answers)
    if ('errors' in read) return problem(read.errors)
    const answer = await saveCollaboration(ctx, read.details)
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    if (answer.outcome === 'stale') throw new Error('What is new cannot have changed')
    return redirect(`/collaborations/${answer.collaborationId}`, 'The collaboration was added')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/collaborations')} text="Collaborations" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Fields form={form} button="Add the collaboration" />
        </div>
      </div>
    </>
  ),
})

/** Changes a collaboration, who takes part and in what. */
export const editCollaborationPage = page({
  url: '/collaborations/:collaborationId/edit',
  access: 'partnership.manage',
  params: z.object({ collaborationId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...fields }),
  async show(ctx, { collaborationId }) {
    needReach(ctx)
    const { members, streams, ...one } = await findCollaboration(ctx, collaborationId)
    return {
      title: `Change ${one.name}`,
      name: one.name,
      collaborationId,
      version: one.version,
      values: {
        name: one.name,
        purpose: one.purpose,
        members: members.map(({ name }) => name).join('\n'),
        host: members.find(({ isHost }) => isHost)?.name ?? '',
        streams: streams.map(({ name }) => name).join('\n'),
        statedMembers: String(one.statedMembers ?? ''),
        statedStreams: String(one.statedStreams ?? ''),
        source: one.source ?? '',
        ...dateValues('startedOn', one.startedOn),
        ...dateValues('endedOn', one.endedOn),
      },
    }
  },
  async submit(ctx, { collaborationId }, { _version: version, ...answers }) {
    needReach(ctx)
    await findCollaboration(ctx, collaborationId)
    const read = detailsIn(answers)
    if ('errors' in read) return problem(read.errors)
    const answer = await saveCollaboration(ctx, read.details, { collaborationId, version })
    if (answer.outcome === 'stale') return stale('this collaboration')
    if (answer.outcome === 'refused') return problem({ [answer.field]: answer.reason })
    return redirect(`/collaborations/${collaborationId}`, 'The collaboration was saved')
  },
  view: ({ title, name, collaborationId, form, link }) => (
    <>
      <BackLink href={link(`/collaborations/${collaborationId}`)} text={name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Fields form={form} button="Save" />
        </div>
      </div>
    </>
  ),
})
