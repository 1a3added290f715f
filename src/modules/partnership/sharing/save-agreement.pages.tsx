import { z } from 'zod'
import { BackLink, FormErrorSummary, page, problem, redirect, stale } from '#web'
import { needReach } from '../within-reach.ts'
import { AgreementForm, agreementForm, readAgreement, valuesOfAgreement } from './agreement-form.tsx'
import { findAgreement } from './agreement.queries.ts'
import { addAgreement, changeAgreement } from './save-agreement.ts'

const titleTaken = problem({ title: 'Another agreement has this title. Choose a different one' })

/** Adds a sharing agreement to the register of them. */
export const addAgreementPage = page({
  url: '/sharing/agreements/new',
  access: 'sharing.manage',
  form: agreementForm,
  async show(ctx) {
    needReach(ctx)
    return { title: 'Add a sharing agreement' }
  },
  async submit(ctx, _params, answers) {
    needReach(ctx)
    const read = await readAgreement(ctx, answers)
    if ('kind' in read) return read
    const result = await addAgreement(ctx, read.details, read.organisationIds)
    if (result.outcome !== 'saved') return titleTaken
    return redirect(`/sharing/agreements/${result.id}`, 'The agreement was added')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/sharing/agreements')} text="Sharing agreements" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            An organisation that keeps its own register shares totals with the rest of the partnership. It
            shares people by name only under an agreement that says so, from its first day to its last.
          </p>
          <AgreementForm form={form} button="Add the agreement" />
        </div>
      </div>
    </>
  ),
})

/** Changes what an agreement says; what it said before is kept. */
export const changeAgreementPage = page({
  url: '/sharing/agreements/:sharingAgreementId/edit',
  access: 'sharing.manage',
  params: z.object({ sharingAgreementId: z.uuid() }),
  form: agreementForm,
  async show(ctx, { sharingAgreementId }) {
    needReach(ctx)
    const agreement = await findAgreement(ctx, sharingAgreementId)
    return {
      title: 'Change the agreement',
      agreement,
      version: agreement.version,
      values: valuesOfAgreement(agreement),
    }
  },
  async submit(ctx, { sharingAgreementId: id }, answers) {
    needReach(ctx)
    await findAgreement(ctx, id)
    const read = await readAgreement(ctx, answers)
    if ('kind' in read) return read
    const at = { id, version: answers._version ?? 0 }
    const result = await changeAgreement(ctx, at, read.details, read.organisationIds)
    if (result.outcome === 'stale') return stale('this agreement')
    if (result.outcome === 'title-taken') return titleTaken
    return redirect(`/sharing/agreements/${id}`, 'The agreement was changed')
  },
  view: ({ title, agreement, form, link }) => (
    <>
      <BackLink href={link(`/sharing/agreements/${agreement.id}`)} text={agreement.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <AgreementForm form={form} button="Save" />
        </div>
      </div>
    </>
  ),
})
