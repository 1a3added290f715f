/** Says where a role belongs, and what core and wider mean here. For those who look after the whole partnership. */
import { z } from 'zod'
import { Forbidden, newId, record } from '#platform'
import {
  type PageContext,
  RadiosField,
  SelectField,
  TextArea,
  TextField,
  choice,
  optionalText,
  page,
  redirect,
  stale,
  textAnswer,
} from '#web'
import { FormOfPerson } from '../engagements/form-of-person.tsx'
import { regulatedActivity, rings, sectorGroups } from './role-taxonomy.ts'
import { findRole, ringDefinitions } from './role.queries.ts'

const items = (list: Record<string, string>) => Object.entries(list).map(([value, text]) => ({ value, text }))

/** Roles are everybody's. @throws Forbidden for those who look after an organisation or a team */
function forWholePartnership(ctx: PageContext): void {
  if (!ctx.actor.scope.everyone)
    throw new Forbidden('Roles are shared by the whole partnership: ask those who look after all of it')
}

export const editRolePage = page({
  url: '/roles/:roleId/edit',
  access: 'workforce.manage',
  params: z.object({ roleId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    sectorGroup: choice(sectorGroups, 'Choose a group from the list').or(z.literal('')).default(''),
    family: optionalText(100),
    ring: choice(['core', 'wider', ''], 'Choose core, wider or not said').default(''),
    regulatedActivity: choice(['yes', 'no', 'depends', ''], 'Choose an answer').default(''),
    registrationBody: optionalText(100),
  }),

  async show(ctx, { roleId }) {
    forWholePartnership(ctx)
    const role = await findRole(ctx, roleId)
    return {
      title: `Where does “${role.name}” belong?`,
      version: role.version,
      values: {
        sectorGroup: role.sectorGroup ?? '',
        family: role.family ?? '',
        ring: role.ring ?? '',
        regulatedActivity: role.regulatedActivity ?? '',
        registrationBody: role.registrationBody ?? '',
      },
      roleId,
    }
  },

  async submit(ctx, { roleId }, { _version: version, ...answers }) {
    forWholePartnership(ctx)
    const { name } = await findRole(ctx, roleId)
    const changed = await ctx.db
      .updateTable('roles')
      .set((e) => ({
        sectorGroup: answers.sectorGroup || null,
        family: answers.family || null,
        ring: answers.ring || null,
        regulatedActivity: answers.regulatedActivity || null,
        registrationBody: answers.registrationBody || null,
        version: e('version', '+', 1),
      }))
      .where('id', '=', roleId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return stale('this role')
    await record(ctx, 'workforce.role-placed', { type: 'role', id: roleId }, answers)
    return redirect(`/roles/${roleId}`, `${name} is saved`)
  },

  view: ({ title, roleId, form, link }) => (
    <FormOfPerson form={form} title={title} button="Save" back={{ href: link(`/roles/${roleId}`) }}>
      <SelectField
        name="sectorGroup"
        label="Group"
        emptyText="Not said"
        items={sectorGroups.map((value) => ({ value, text: value }))}
      />
      <TextField
        name="family"
        label="Family of roles (optional)"
        hint="For example, Social work"
        width={20}
      />
      <RadiosField
        name="ring"
        legend="Core or wider workforce?"
        items={[...items(rings), { value: '', text: 'Not said' }]}
      />
      <RadiosField
        name="regulatedActivity"
        legend="Is it regulated activity with children?"
        items={[...items(regulatedActivity), { value: '', text: 'Not said' }]}
      />
      <TextField
        name="registrationBody"
        label="Registered with (optional)"
        hint="For example, Social Work England"
        width="two-thirds"
      />
    </FormOfPerson>
  ),
})

export const ringDefinitionsPage = page({
  url: '/roles/definitions',
  access: 'workforce.manage',
  form: z.object({
    core: textAnswer('Say what the core workforce is', 1000),
    coreSource: optionalText(300),
    wider: textAnswer('Say what the wider workforce is', 1000),
    widerSource: optionalText(300),
  }),

  async show(ctx) {
    forWholePartnership(ctx)
    const { core, wider } = await ringDefinitions(ctx)
    return {
      title: 'What do core and wider mean here?',
      values: {
        core: core.definition,
        coreSource: core.source,
        wider: wider.definition,
        widerSource: wider.source,
      },
    }
  },

  async submit(ctx, _params, { core, coreSource, wider, widerSource }) {
    forWholePartnership(ctx)
    const rows = [
      { ring: 'core', definition: core, source: coreSource },
      { ring: 'wider', definition: wider, source: widerSource },
    ]
    for (const row of rows)
      await ctx.db
        .insertInto('ringDefinitions')
        .values({ ...row, id: newId(), partnershipId: ctx.partnership.id })
        .onConflict((on) =>
          on.columns(['partnershipId', 'ring']).doUpdateSet((e) => ({
            definition: e.ref('excluded.definition'),
            source: e.ref('excluded.source'),
            version: e('ringDefinitions.version', '+', 1),
          })),
        )
        .execute()
    await record(ctx, 'workforce.rings-defined', null, { core, wider })
    return redirect('/roles', 'The definitions are saved')
  },

  view: ({ title, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Save"
      back={{ href: link('/roles') }}
      intro={
        <p class="govuk-body">In the words of your strategy, so that everybody counts the same people.</p>
      }
    >
      <TextArea name="core" label="The core workforce" rows={3} />
      <TextField name="coreSource" label="Where that is written (optional)" />
      <TextArea name="wider" label="The wider workforce" rows={3} />
      <TextField name="widerSource" label="Where that is written (optional)" />
    </FormOfPerson>
  ),
})
