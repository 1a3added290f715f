import { sql } from 'kysely'
import { type Context, isDate, newId } from '#platform'
import { type ImportKind, ImportRefused, type Staged, list, set, text } from '#platform/imports/index'
import { readTimescale } from './timescale.ts'

const dateOption = (name: string) => (given: string) =>
  isDate(given) ? { value: given } : { problem: `${name} takes a date such as 2026-09-30, not “${given}”` }

/** An action plan as authorities have it: a table with a row for each action. */
export const strategyImport: ImportKind = {
  name: 'strategy',
  title: 'Strategy and action plan',
  noun: ['action', 'actions'],
  teaching:
    'One row for each action, under its priority, in the order of the printed plan. Numbers, leads and timescales are kept as printed.',
  options: [
    {
      name: 'strategy',
      title: 'Code of the strategy',
      hint: 'Leave empty when the partnership has one strategy, or none yet',
      read: (given) =>
        given.length > 40 ? { problem: 'A code has 40 characters or fewer' } : { value: given },
    },
    { name: 'title', title: 'Title of a new strategy', read: (given) => ({ value: given }) },
    { name: 'from', title: 'First day of a new strategy', read: dateOption('from') },
    { name: 'to', title: 'Last day of a new strategy', read: dateOption('to') },
  ],
  columns: [
    {
      name: 'priority_number',
      required: true,
      type: text(20),
      hint: 'The number of the priority as printed',
      example: '1',
    },
    {
      name: 'priority',
      required: true,
      type: text(),
      hint: 'The title of the priority',
      example: 'Keeping children safe',
    },
    {
      name: 'action_number',
      required: true,
      type: text(40),
      hint: 'The number of the action as printed',
      example: '1.2',
      alsoCalled: ['No', 'Number', 'Ref'],
    },
    {
      name: 'action',
      required: true,
      type: text(2000),
      hint: 'What will be done',
      example: 'Review safer recruitment training',
    },
    {
      name: 'leads',
      type: list(),
      hint: 'Who leads, as printed; several parted by ;',
      example: 'Training Co-ordinator',
      alsoCalled: ['Lead', 'Owner', 'Responsible'],
    },
    {
      name: 'timescale',
      type: text(),
      hint: 'When, as printed',
      example: 'March 2027',
      whenEmpty: '',
      alsoCalled: ['Timescales', 'By when', 'Date'],
    },
    {
      name: 'lenses',
      type: set(),
      hint: 'The kinds of change it is ticked for; several parted by ;',
      example: 'Developing',
      alsoCalled: ['Lens', 'Tags'],
    },
  ],
  key: ['action_number'],

  async match(ctx, staged) {
    const strategyId = await strategyMeant(ctx, staged)
    await staged.matched(sql`
      select staged.row_number, action.id, jsonb_build_object(
        'priority_number', priority.number, 'priority', priority.title, 'action', action.title,
        'leads', coalesce((select jsonb_agg(name order by position) from action_leads
          where action_id = action.id and partnership_id = action.partnership_id), '[]'),
        'timescale', action.timescale,
        'lenses', coalesce((select jsonb_agg(lens.name order by lens.name collate "C") from action_lenses
          join lenses lens on lens.partnership_id = action_lenses.partnership_id and lens.id = lens_id
          where action_id = action.id and action_lenses.partnership_id = action.partnership_id), '[]')) as before
      from staged
      join actions action on action.strategy_id = ${strategyId}::uuid and action.number = staged.action_number
      join priorities priority on priority.partnership_id = action.partnership_id and priority.id = action.priority_id`)
  },

  async check(_ctx, staged) {
    await staged.refuse(
      'priority',
      sql`'Priority ' || priority_number || ' has another title in row ' ||
        (select min(other.row_number) from staged other where other.priority_number = staged.priority_number)`,
      sql`priority <> (select other.priority from staged other
        where other.priority_number = staged.priority_number order by other.row_number limit 1)`,
    )
  },

  async apply(ctx, staged) {
    const strategyId = (await strategyMeant(ctx, staged)) ?? (await createStrategy(ctx, staged))
    await keepPriorities(ctx, strategyId)
    await keepLenses(ctx, staged, strategyId)
    await keepActions(ctx, staged, strategyId)
  },
}

/** The strategy that the file is about, or null for a new one. @throws ImportRefused when it cannot be told */
async function strategyMeant(ctx: Context, staged: Staged): Promise<string | null> {
  const all = await ctx.db.selectFrom('strategies').select(['id', 'code']).orderBy('code').execute()
  const code = staged.options['strategy']
  if (code) return all.find((one) => one.code === code)?.id ?? null
  if (all.length > 1)
    throw new ImportRefused(
      `There are several strategies: say which with --strategy (${all.map((one) => one.code).join(', ')})`,
      {
        column: 'strategy',
      },
    )
  return all[0]?.id ?? null
}

async function createStrategy(ctx: Context, { options }: Staged): Promise<string> {
  const { from = null, to = null } = options
  if (from && to && to < from) throw new ImportRefused('The strategy ends before it begins', { column: 'to' })
  const id = newId()
  await ctx.db
    .insertInto('strategies')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      code: options['strategy'] ?? 'strategy',
      title: options['title'] ?? `Workforce strategy of ${ctx.partnership.name}`,
      startedOn: from,
      endedOn: to,
    })
    .execute()
  return id
}

async function keepPriorities(ctx: Context, strategyId: string): Promise<void> {
  const { rows } = await sql<{ number: string; title: string; position: number }>`
    select priority_number as number, min(priority) as title, min(row_number) as position from staged
    where outcome <> 'rejected' group by priority_number`.execute(ctx.db)
  for (const row of rows)
    await ctx.db
      .insertInto('priorities')
      .values({ partnershipId: ctx.partnership.id, id: newId(), strategyId, ...row })
      .onConflict((conflict) =>
        conflict.columns(['partnershipId', 'strategyId', 'number']).doUpdateSet({ title: row.title }),
      )
      .execute()
}

async function keepLenses(ctx: Context, staged: Staged, strategyId: string): Promise<void> {
  for (const name of await staged.distinct('lenses'))
    await sql`insert into lenses (partnership_id, id, strategy_id, name, position)
      select ${ctx.partnership.id}::uuid, ${newId()}::uuid, ${strategyId}::uuid, ${name}, coalesce(max(position), 0) + 1
      from lenses where strategy_id = ${strategyId}::uuid
      on conflict (partnership_id, strategy_id, name) do nothing`.execute(ctx.db)
}

async function keepActions(ctx: Context, staged: Staged, strategyId: string): Promise<void> {
  const timescales = JSON.stringify(
    [...new Set([...(await staged.distinct('timescale')), ''])].map((printed) => {
      const { kind, from, to, repeatsEveryMonths } = readTimescale(printed)
      return { printed, kind, from, to, months: repeatsEveryMonths }
    }),
  )
  await sql`
    insert into actions (partnership_id, id, strategy_id, priority_id, number, title, position, timescale, timescale_kind,
      timescale_from, timescale_to, repeats_every_months)
    select priority.partnership_id, coalesce(staged.id, staged.new_id), priority.strategy_id, priority.id,
      staged.action_number, staged.action, staged.row_number, meant.printed, meant.kind, meant."from", meant."to", meant.months
    from staged
    join priorities priority on priority.strategy_id = ${strategyId}::uuid and priority.number = staged.priority_number
    join jsonb_to_recordset(${timescales}::jsonb)
      as meant (printed text, kind text, "from" date, "to" date, months integer)
      on meant.printed = coalesce(staged.timescale, '')
    where staged.outcome in ('created', 'changed')
    on conflict (partnership_id, id) do update set
      priority_id = excluded.priority_id, title = excluded.title, position = excluded.position,
      timescale = excluded.timescale, timescale_kind = excluded.timescale_kind, timescale_from = excluded.timescale_from,
      timescale_to = excluded.timescale_to, repeats_every_months = excluded.repeats_every_months,
      version = actions.version + 1`.execute(ctx.db)
  await sql`delete from action_leads where action_id in (select id from staged where outcome = 'changed')`.execute(
    ctx.db,
  )
  await sql`delete from action_lenses where action_id in (select id from staged where outcome = 'changed')`.execute(
    ctx.db,
  )
  await sql`
    insert into action_leads (partnership_id, action_id, position, name)
    select ${ctx.partnership.id}::uuid, coalesce(id, new_id), lead.position, lead.name
    from staged, unnest(leads) with ordinality as lead (name, position)
    where outcome in ('created', 'changed')`.execute(ctx.db)
  await sql`
    insert into action_lenses (partnership_id, action_id, lens_id)
    select lenses.partnership_id, coalesce(staged.id, new_id), lenses.id
    from staged join lenses on lenses.strategy_id = ${strategyId}::uuid and lenses.name = any (staged.lenses)
    where outcome in ('created', 'changed')`.execute(ctx.db)
}
