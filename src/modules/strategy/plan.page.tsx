import { z } from 'zod'
import { formatDate } from '#platform'
import { exportTable } from '#web'
import { WarningText, download, page } from '#web'
import { PriorityTable } from './plan-table.tsx'
import { lensTotals } from './progress.ts'
import { type PlanAction, findStrategy, lensesOf, planActions } from './strategy.queries.ts'
import { timescaleKinds } from './timescale.ts'

const params = z.object({ strategyId: z.uuid() })
const query = z.object({
  lens: z.string().optional(),
  lead: z.string().optional(),
  when: z.string().optional(),
})

/** A strategy's plan as printed: priorities, actions, leads, timescales and ticks, with what is known of each. */
export const planPage = page({
  url: '/strategies/:strategyId',
  access: 'strategy.see',
  params,
  query,
  async show(ctx, { strategyId }, { lens = '', lead = '', when = '' }) {
    const strategy = await findStrategy(ctx, strategyId)
    const all = await planActions(ctx, strategyId)
    const lenses = await lensesOf(ctx, strategyId)
    const leads = [...new Set(all.flatMap((action) => action.leads))].sort((a, b) =>
      a.localeCompare(b, 'en-GB'),
    )
    const actions = all.filter(
      (action) =>
        (lens === '' || (lens === 'none' ? action.lenses.length === 0 : action.lenses.includes(lens))) &&
        (lead === '' || (lead === 'none' ? action.leads.length === 0 : action.leads.includes(lead))) &&
        (when === '' || action.timescaleKind === when),
    )
    return {
      title: strategy.title,
      strategy,
      all,
      actions,
      lenses,
      leads,
      lens,
      lead,
      when,
      kinds: [...new Set(all.map((action) => action.timescaleKind))],
      ...lensTotals(lenses, all),
    }
  },
  view: (shown) => {
    const { title, strategy, all, actions, totals, untagged, link } = shown
    return (
      <>
        <span class="govuk-caption-l">
          {strategy.code}
          {strategy.startedOn
            ? `, ${formatDate(strategy.startedOn)} to ${strategy.endedOn ? formatDate(strategy.endedOn) : 'open'}`
            : ''}
        </span>
        <h1 class="govuk-heading-l">{title}</h1>
        {strategy.vision ? (
          <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
              <h2 class="govuk-heading-s">Vision</h2>
              <p class="govuk-body">{strategy.vision}</p>
            </div>
          </div>
        ) : null}
        {totals.length > 0 ? (
          <p class="govuk-body">
            Ticked for: {totals.map(({ name, count }) => `${name} ${count}`).join(', ')} of {all.length}{' '}
            actions.
          </p>
        ) : null}
        {untagged.length > 0 ? (
          <WarningText iconFallbackText="Warning">
            {untagged.length === 1 ? '1 action is' : `${untagged.length} actions are`} ticked for none of
            these: {untagged.map((action) => action.number).join(', ')}
          </WarningText>
        ) : null}
        <Narrow {...shown} />
        <p class="govuk-body govuk-!-font-weight-bold" role="status">
          {actions.length === all.length
            ? `${all.length} actions`
            : `${actions.length} of ${all.length} actions`}
        </p>
        <p class="govuk-body">
          Save as{' '}
          <a class="govuk-link" href={link(`/strategies/${strategy.id}/plan?format=csv`)}>
            CSV
          </a>{' '}
          or{' '}
          <a class="govuk-link" href={link(`/strategies/${strategy.id}/plan?format=xlsx`)}>
            Excel
          </a>
        </p>
        {byPriority(actions).map(([priority, own]) => (
          <PriorityTable {...shown} priority={priority} actions={own} />
        ))}
        {strategy.source ? <p class="govuk-body-s">Source: {strategy.source}</p> : null}
      </>
    )
  },
})

interface NarrowProps {
  strategy: { id: string }
  lenses: string[]
  leads: string[]
  kinds: string[]
  lens: string
  lead: string
  when: string
  link: (path: string) => string
}

function Narrow({ strategy, lenses, leads, kinds, lens, lead, when, link }: NarrowProps) {
  const same = (names: string[]) => names.map((name) => ({ value: name, text: name }))
  const kindsHere = Object.entries(timescaleKinds).filter(([kind]) => kinds.includes(kind))
  return (
    <form method="get" action={link(`/strategies/${strategy.id}`)} class="ow-filters" role="search">
      {lenses.length > 0 ? (
        <Choice
          name="lens"
          label="Ticked for"
          value={lens}
          options={[...same(lenses), { value: 'none', text: 'Nothing (untagged)' }]}
        />
      ) : null}
      {leads.length > 0 ? (
        <Choice
          name="lead"
          label="Lead"
          value={lead}
          options={[...same(leads), { value: 'none', text: 'No lead named' }]}
        />
      ) : null}
      <Choice
        name="when"
        label="Timescale"
        value={when}
        options={kindsHere.map(([value, text]) => ({ value, text }))}
      />
      <div class="ow-filters__buttons">
        <button class="govuk-button govuk-button--secondary" data-module="govuk-button">
          Show
        </button>
        <a class="govuk-link" href={link(`/strategies/${strategy.id}`)}>
          Clear
        </a>
      </div>
    </form>
  )
}

interface ChoiceProps {
  name: string
  label: string
  value: string
  options: { value: string; text: string }[]
}

function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <div class="govuk-form-group ow-filters__field">
      <label class="govuk-label" for={name}>
        {label}
      </label>
      <select class="govuk-select" id={name} name={name}>
        <option value="">All</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

function byPriority(actions: PlanAction[]): [string, PlanAction[]][] {
  const groups = new Map<string, PlanAction[]>()
  for (const action of actions) {
    const name = `${action.priorityNumber}. ${action.priority}`
    groups.set(name, [...(groups.get(name) ?? []), action])
  }
  return [...groups]
}

/** The plan as a file in the shape it can be brought in again. */
export const planFile = download({
  url: '/strategies/:strategyId/plan',
  access: 'strategy.see',
  params,
  query: z.object({ format: z.enum(['csv', 'xlsx']).default('csv') }),
  async send(ctx, { strategyId }, { format }) {
    const strategy = await findStrategy(ctx, strategyId)
    const columns = [
      { header: 'priority_number', value: (row: PlanAction) => row.priorityNumber },
      { header: 'priority', value: (row: PlanAction) => row.priority },
      { header: 'action_number', value: (row: PlanAction) => row.number },
      { header: 'action', value: (row: PlanAction) => row.title },
      { header: 'leads', value: (row: PlanAction) => row.leads.join('; ') },
      { header: 'timescale', value: (row: PlanAction) => row.timescale },
      { header: 'lenses', value: (row: PlanAction) => row.lenses.join('; ') },
    ]
    return exportTable(`${strategy.title} action plan`, columns, await planActions(ctx, strategyId), format)
  },
})
