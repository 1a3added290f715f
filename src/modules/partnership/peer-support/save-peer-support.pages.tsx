import { z } from 'zod'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  type FormState,
  SelectField,
  SubmitButton,
  TextArea,
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
import {
  type Direction,
  type PeerSupport,
  type SupportKind,
  correctPeerSupport,
  directions,
  findPeerSupport,
  logPeerSupport,
  supportKinds,
} from './peer-support.ts'

const fields = {
  direction: choice(Object.keys(directions) as Direction[], 'Choose which way the support went'),
  otherParty: textAnswer('Enter the authority on the other side'),
  kind: choice(Object.keys(supportKinds) as SupportKind[], 'Choose what kind it was'),
  topic: textAnswer('Enter what it was about'),
  days: optionalText(10).refine(
    (text) => text === '' || (/^\d{1,4}(\.\d)?$/.test(text) && Number(text) > 0),
    'Enter the days as a number, such as 2.5',
  ),
  whatChanged: optionalText(2000),
  source: optionalText(300),
  ...dateParts('startedOn'),
  ...dateParts('endedOn'),
}

type Answers = z.output<z.ZodObject<typeof fields>>

function entryIn(answers: Answers): { entry: PeerSupport } | { errors: Record<string, string> } {
  const startedOn = dateAnswered(answers, 'startedOn')
  const endedOn = dateAnswered(answers, 'endedOn')
  if ('problem' in startedOn) return { errors: { startedOn: startedOn.problem } }
  if ('problem' in endedOn) return { errors: { endedOn: endedOn.problem } }
  if (!startedOn.date) return { errors: { startedOn: 'Enter when it began' } }
  if (endedOn.date && endedOn.date < startedOn.date)
    return { errors: { endedOn: 'The last day must be on or after the first' } }
  const { direction, otherParty, kind, topic, days, whatChanged, source } = answers
  return {
    entry: {
      direction,
      otherParty,
      kind,
      topic,
      startedOn: startedOn.date,
      endedOn: endedOn.date,
      days: days === '' ? null : Number(days),
      whatChanged: whatChanged || null,
      source: source || null,
      collaborationId: null,
    },
  }
}

const itemsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

function Fields({ form, button }: { form: FormState; button: string }) {
  return (
    <Form form={form}>
      <SelectField
        name="direction"
        label="Given or received"
        emptyText="Choose"
        items={itemsOf(directions)}
      />
      <TextField name="otherParty" label="Authority on the other side" width="two-thirds" />
      <SelectField name="kind" label="Kind" emptyText="Choose" items={itemsOf(supportKinds)} />
      <TextField name="topic" label="What it was about" width="two-thirds" />
      <DateField name="startedOn" legend="Began on" />
      <DateField name="endedOn" legend="Ended on (optional)" />
      <TextField name="days" label="Days of people’s time (optional)" width={5} suffix="days" />
      <TextArea
        name="whatChanged"
        label="What changed through it (optional)"
        hint="Here or there. Write nothing about children or families."
        rows={4}
      />
      <TextField name="source" label="Where it is written down (optional)" width="two-thirds" />
      <SubmitButton preventDoubleClick>{button}</SubmitButton>
    </Form>
  )
}

/** Logs support that was given or received. */
export const logPeerSupportPage = page({
  url: '/peer-support/new',
  access: 'partnership.manage',
  form: z.object(fields),
  async show(ctx) {
    needReach(ctx)
    return { title: 'Log peer support' }
  },
  async submit(ctx, _params, answers) {
    needReach(ctx)
    const read = entryIn(answers)
    if ('errors' in read) return problem(read.errors)
    await logPeerSupport(ctx, read.entry)
    return redirect('/peer-support', 'It was logged')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/peer-support')} text="Peer support" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Fields form={form} button="Log it" />
        </div>
      </div>
    </>
  ),
})

/** One entry of the log: read by all, completed or corrected by those who keep it. */
export const peerSupportPage = page({
  url: '/peer-support/:peerSupportEntryId',
  access: 'partnership.see',
  params: z.object({ peerSupportEntryId: z.uuid() }),
  async show(ctx, { peerSupportEntryId }) {
    const entry = await findPeerSupport(ctx, peerSupportEntryId)
    return { title: entry.topic, entry, id: peerSupportEntryId }
  },
  view: ({ title, entry, id, visitor, link }) => (
    <>
      <BackLink href={link('/peer-support')} text="Peer support" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <span class="govuk-caption-l">
            {entry.direction === 'given'
              ? `Given to ${entry.otherParty}`
              : `Received from ${entry.otherParty}`}
            , {supportKinds[entry.kind].toLowerCase()}
          </span>
          <h1 class="govuk-heading-l">{title}</h1>
          <h2 class="govuk-heading-m">What changed through it</h2>
          <p class="govuk-body">{entry.whatChanged ?? 'Nothing is written yet.'}</p>
          {entry.source ? <p class="govuk-hint">Source: {entry.source}</p> : null}
          {mayOpen('partnership.manage', visitor) ? (
            <p class="govuk-body">
              <a class="govuk-link" href={link(`/peer-support/${id}/edit`)}>
                Complete or correct it
              </a>
            </p>
          ) : null}
        </div>
      </div>
    </>
  ),
})

/** Completes an entry, or corrects it. */
export const editPeerSupportPage = page({
  url: '/peer-support/:peerSupportEntryId/edit',
  access: 'partnership.manage',
  params: z.object({ peerSupportEntryId: z.uuid() }),
  form: z.object({ _version: z.coerce.number(), ...fields }),
  async show(ctx, { peerSupportEntryId }) {
    needReach(ctx)
    const entry = await findPeerSupport(ctx, peerSupportEntryId)
    const { direction, otherParty, kind, topic, days, whatChanged, source } = entry
    return {
      title: 'Complete or correct the entry',
      topic,
      id: peerSupportEntryId,
      version: entry.version,
      values: {
        direction,
        otherParty,
        kind,
        topic,
        days: days === null ? '' : String(days),
        whatChanged: whatChanged ?? '',
        source: source ?? '',
        ...dateValues('startedOn', entry.startedOn),
        ...dateValues('endedOn', entry.endedOn),
      },
    }
  },
  async submit(ctx, { peerSupportEntryId }, { _version, ...answers }) {
    needReach(ctx)
    const { collaborationId } = await findPeerSupport(ctx, peerSupportEntryId)
    const read = entryIn(answers)
    if ('errors' in read) return problem(read.errors)
    const saved = await correctPeerSupport(ctx, peerSupportEntryId, _version, {
      ...read.entry,
      collaborationId,
    })
    return saved
      ? redirect(`/peer-support/${peerSupportEntryId}`, 'The entry was saved')
      : stale('this entry')
  },
  view: ({ title, topic, id, form, link }) => (
    <>
      <BackLink href={link(`/peer-support/${id}`)} text={topic} />
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
