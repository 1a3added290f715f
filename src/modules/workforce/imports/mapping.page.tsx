import { z } from 'zod'
import { record } from '#platform'
import { isConstant, mappedTo } from '#platform/imports/index'
import {
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  SummaryList,
  TextField,
  optionalText,
  page,
  redirect,
  stale,
} from '#web'
import { findKind } from './offered-imports.ts'
import { findSavedMapping } from './saved-mappings.ts'

/** One system whose columns are remembered: what is done with files of it that come by the folder, and forgetting it. */
export const mappingPage = page({
  url: '/imports/columns/:importMappingId',
  access: 'workforce.import',
  params: z.object({ importMappingId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    action: z.enum(['save', 'forget']).default('save'),
    applies: z.enum(['wait', 'apply'], 'Say what is done with a file that comes by the folder'),
    tell: optionalText(300).refine(
      (text) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
      'Enter an e-mail address, like name@example.org',
    ),
    completeFor: optionalText(300),
  }),

  async show(ctx, { importMappingId }) {
    const saved = await findSavedMapping(ctx, importMappingId)
    const kind = findKind(saved.kind)
    return {
      title: saved.name,
      version: saved.version,
      saved,
      kind,
      values: {
        applies: saved.applies ? 'apply' : 'wait',
        tell: saved.tell ?? '',
        completeFor: saved.completeFor ?? '',
      },
    }
  },

  async submit(ctx, { importMappingId: id }, { _version, action, applies, tell, completeFor }) {
    const { name } = await findSavedMapping(ctx, id)
    if (action === 'forget') {
      const forgotten = await ctx.db
        .deleteFrom('importMappings')
        .where('id', '=', id)
        .where('version', '=', _version)
        .executeTakeFirst()
      if (forgotten.numDeletedRows === 0n) return stale('these columns')
      await record(ctx, 'import.mapping-forgotten', { type: 'import_mapping', id }, { name })
      return redirect('/imports/columns', `The columns of ${name} are forgotten`)
    }
    const changed = await ctx.db
      .updateTable('importMappings')
      .set((e) => ({
        applies: applies === 'apply',
        tell: tell || null,
        completeFor: completeFor || null,
        version: e('version', '+', 1),
      }))
      .where('id', '=', id)
      .where('version', '=', _version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return stale('these columns')
    await record(ctx, 'import.mapping-changed', { type: 'import_mapping', id }, { name, applies })
    return redirect('/imports/columns', `What is done with files of ${name} is saved`)
  },

  view: ({ title, saved, kind, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Files of {kind.title.toLowerCase()}, saved by {saved.savedByName || 'someone'}.
        </p>
        <Form form={form}>
          <RadiosField
            name="applies"
            legend="What is done with a file that comes by the folder?"
            items={[
              { value: 'wait', text: 'It is checked, and waits to be looked through' },
              { value: 'apply', text: 'It is brought in when no row of it is rejected' },
            ]}
          />
          <TextField
            name="tell"
            label="Tell this e-mail address (optional)"
            hint="What became of each file, and why a row was rejected"
            type="email"
          />
          {kind.complete ? (
            <TextField
              name="completeFor"
              label="Complete for an organisation (optional)"
              hint="The organisation_ref. Who is missing from a file is then named as a leaver; nobody ends by themself."
              width={20}
            />
          ) : null}
          <div class="govuk-button-group">
            <SubmitButton name="action" value="save" preventDoubleClick>
              Save
            </SubmitButton>
            <SubmitButton name="action" value="forget" kind="warning" preventDoubleClick>
              Forget these columns
            </SubmitButton>
          </div>
        </Form>
        <h2 class="govuk-heading-m">The columns</h2>
        <SummaryList
          rows={kind.columns.flatMap(({ name }) => {
            const to = mappedTo(saved.mapping, name)
            if (to === undefined) return []
            return [
              {
                key: { text: name },
                value: { text: isConstant(to) ? `always ${to.always}` : `from “${to}”` },
              },
            ]
          })}
        />
      </div>
    </div>
  ),
})
