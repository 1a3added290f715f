import { z } from 'zod'
import { formatDate } from '#platform'
import {
  CheckboxesField,
  DateField,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextArea,
  TextField,
  choice,
  dateAnswered,
  dateParts,
  mayOpen,
  optionalText,
  page,
  problem,
  redirect,
  textAnswer,
  ticks,
} from '#web'
import { sectorChoices } from '../counts/headcount.queries.ts'
import { closeRound, openRound, remindLater } from './keep-mapping.ts'
import { dueWords, remindDaysBefore } from './mapping-round.ts'
import { type SectorProgress, findRound, progressOf, toRemind } from './mapping-round.queries.ts'

/** Opens a round and asks the organisations of the chosen sectors. */
export const openRoundPage = page({
  url: '/quality/rounds/new',
  access: 'workforce.manage',
  form: z.object({
    title: textAnswer('Enter what the round is called, such as Mapping 2026'),
    purpose: optionalText(1000),
    sectors: ticks(),
    groups: ticks(),
    ...dateParts('dueOn'),
  }),
  async show(ctx) {
    return { title: 'Open a mapping round', sectors: await sectorChoices(ctx), values: { groups: ['yes'] } }
  },
  async submit(ctx, _params, answers) {
    const due = dateAnswered(answers, 'dueOn')
    if ('problem' in due) return problem({ dueOn: due.problem })
    if (!due.date) return problem({ dueOn: 'Enter the day by which answers are due' })
    if (due.date < ctx.today)
      return problem({ dueOn: `The day must be today, ${formatDate(ctx.today)}, or after` })
    const known = new Set((await sectorChoices(ctx)).map(({ value }) => value))
    const sectorIds = [...new Set(answers.sectors)]
    if (sectorIds.length === 0 || !sectorIds.every((id) => known.has(id)))
      return problem({ sectors: 'Choose the sectors to ask' })
    const opened = await openRound(ctx, {
      title: answers.title,
      purpose: answers.purpose,
      dueOn: due.date,
      sectorIds,
      withUnseenGroups: answers.groups.includes('yes'),
    })
    if (!opened) return problem({ title: 'There is a round of this name: choose another' })
    return redirect(`/quality/rounds/${opened.id}`, `The round is open: ${opened.requests} are asked`)
  },
  view: ({ title, sectors, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Every open organisation of the sectors is put on the list, with its contact where there is one.
          Those who have not answered are reminded {remindDaysBefore} days before the round is due.
        </p>
        <Form form={form}>
          <TextField name="title" label="Name of the round" width="two-thirds" />
          <TextArea
            name="purpose"
            label="What it is for (optional)"
            hint="A sentence for the reminders: what the numbers will be used for"
            rows={3}
          />
          <DateField name="dueOn" legend="Answers are due by" hint="For example, 31 1 2027" />
          <CheckboxesField name="sectors" legend="Sectors" items={sectors} />
          <CheckboxesField
            name="groups"
            legend="Unseen groups (optional)"
            items={[
              {
                value: 'yes',
                text: 'Look also for those who know the groups that nobody has counted',
                hint: 'Each group whose number is not known, or only as “at least”, is put on the list',
              },
            ]}
          />
          <SubmitButton preventDoubleClick>Open the round</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

/** How a round goes, by sector, and what can be done about it. */
export const roundPage = page({
  url: '/quality/rounds/:mappingRoundId',
  access: 'workforce.see',
  params: z.object({ mappingRoundId: z.uuid() }),
  form: z.object({ action: choice(['remind', 'close'], 'Choose one of the buttons') }),
  async show(ctx, { mappingRoundId }) {
    const round = await findRound(ctx, mappingRoundId)
    const mayManage = mayOpen('workforce.manage', ctx.visitor) && round.closedOn === null
    return {
      title: round.title,
      round,
      progress: await progressOf(ctx, mappingRoundId),
      mayManage,
      toRemind: mayManage ? (await toRemind(ctx, mappingRoundId)).length : 0,
    }
  },
  async submit(ctx, { mappingRoundId }, { action }) {
    await findRound(ctx, mappingRoundId)
    const back = `/quality/rounds/${mappingRoundId}`
    if (!mayOpen('workforce.manage', ctx.visitor))
      return problem({ action: 'Ask somebody who keeps the register to do this' })
    if (action === 'remind') {
      await remindLater(ctx, mappingRoundId)
      return redirect(back, 'Reminders are on their way to those who have not answered')
    }
    await closeRound(ctx, mappingRoundId)
    return redirect(back, 'The round is closed')
  },
  view: ({ title, round, progress, mayManage, toRemind, today, form, link }) => {
    const total = progress.reduce(
      (sum, one) => ({ requests: sum.requests + one.requests, answered: sum.answered + answered(one) }),
      { requests: 0, answered: 0 },
    )
    return (
      <>
        <FormErrorSummary form={form} />
        <span class="govuk-caption-l">Mapping rounds</span>
        <h1 class="govuk-heading-l">{title}</h1>
        {round.purpose ? <p class="govuk-body">{round.purpose}</p> : null}
        <p class="govuk-body">
          Opened on {formatDate(round.openedOn)}, due on {formatDate(round.dueOn)} ({dueWords(round, today)}).{' '}
          {total.answered} of {total.requests} have answered.
        </p>
        {progress.length === 0 ? (
          <div class="govuk-inset-text">Nobody is asked in this round whom you may see.</div>
        ) : (
          <Progress rows={progress} />
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/quality/requests?round=${round.id}`)}>
            Everyone who was asked, with the answers
          </a>
        </p>
        {mayManage ? (
          <Form form={form}>
            <p class="govuk-body" id="action">
              {toRemind} can be reminded today: they have an address, and have neither answered nor been
              reminded today.
            </p>
            <div class="govuk-button-group">
              <SubmitButton name="action" value="remind" preventDoubleClick>
                Remind those who have not answered
              </SubmitButton>
              <SubmitButton name="action" value="close" kind="secondary" preventDoubleClick>
                Close the round
              </SubmitButton>
            </div>
          </Form>
        ) : null}
      </>
    )
  },
})

const answered = ({ returned, confirmed, declined }: SectorProgress) => returned + confirmed + declined

const Progress = ({ rows }: { rows: SectorProgress[] }) => (
  <div class="ow-table-scroll" role="region" aria-label="Answers by sector" tabIndex={0}>
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-visually-hidden">Answers by sector</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {['Sector', 'Answered', 'Returned', 'Confirmed', 'Declined', 'Unseen groups'].map((text) => (
            <th scope="col" class="govuk-table__header">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {rows.map((row) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              {row.sector}
            </th>
            {[
              `${answered(row)} of ${row.requests}`,
              row.returned,
              row.confirmed,
              row.declined,
              row.groups,
            ].map((cell) => (
              <td class="govuk-table__cell">{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
