import { z } from 'zod'
import {
  BackLink,
  Form,
  FormErrorSummary,
  RadiosField,
  SubmitButton,
  choice,
  page,
  redirect,
  stale,
} from '#web'
import { needReach } from '../within-reach.ts'
import type { RegisterKeeper } from './agreement.ts'
import { findKeeper } from './agreement.queries.ts'
import { setRegisterKeeper } from './keep-register.ts'

/** Says whether an organisation keeps its own register, which others then see as totals. */
export const registerKeeperPage = page({
  url: '/sharing/organisations/:organisationId/keeper',
  access: 'sharing.manage',
  params: z.object({ organisationId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    registerKeptBy: choice<RegisterKeeper>(['authority', 'itself'], 'Choose who keeps the register'),
  }),
  async show(ctx, { organisationId }) {
    needReach(ctx, { organisationId })
    const organisation = await findKeeper(ctx, organisationId)
    const { version, registerKeptBy } = organisation
    return { title: 'Who keeps this register', organisation, version, values: { registerKeptBy } }
  },
  async submit(ctx, { organisationId }, { _version, registerKeptBy }) {
    needReach(ctx, { organisationId })
    await findKeeper(ctx, organisationId)
    if (!(await setRegisterKeeper(ctx, { id: organisationId, version: _version }, registerKeptBy)))
      return stale('this organisation')
    return redirect(`/organisations/${organisationId}`, 'Who keeps the register was saved')
  },
  view: ({ title, organisation, form, link }) => (
    <>
      <BackLink href={link(`/organisations/${organisation.id}`)} text={organisation.name} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{organisation.name}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <RadiosField
              name="registerKeptBy"
              legend="Who answers for what it says?"
              items={[
                {
                  value: 'authority',
                  text: 'The authority keeps it',
                  hint: 'Whoever has a role over the whole partnership sees its people by name.',
                },
                {
                  value: 'itself',
                  text: 'The organisation keeps its own',
                  hint: 'Others see totals only, unless a sharing agreement says by name.',
                },
              ]}
            />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  ),
})
