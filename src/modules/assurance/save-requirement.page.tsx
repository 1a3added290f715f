import { z } from 'zod'
import { BackLink, FormErrorSummary, type Outcome, page, problem, redirect, stale } from '#web'
import { RequirementForm, choicesFor, requirementForm, valuesOfRequirement } from './requirement-form.tsx'
import { findRequirement } from './requirement.queries.ts'
import { type SaveRequirementOutcome, addRequirement, changeRequirement } from './save-requirement.ts'

/** Adds a requirement. */
export const newRequirementPage = page({
  url: '/assurance/requirements/new',
  access: 'assurance.manage',
  form: requirementForm,
  async show(ctx) {
    return { title: 'Add a requirement', choices: await choicesFor(ctx) }
  },
  async submit(ctx, _params, { details }) {
    return answer(await addRequirement(ctx, details), 'The requirement is in force from its first day')
  },
  view: ({ title, choices, form, link }) => (
    <>
      <BackLink href={link('/assurance/requirements')} text="Requirements" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            A requirement says who must have what. Everyone it binds sees it under “My requirements”, and
            their manager sees how they stand.
          </p>
          <RequirementForm form={form} button="Add the requirement" {...choices} />
        </div>
      </div>
    </>
  ),
})

/** Changes a requirement. */
export const editRequirementPage = page({
  url: '/assurance/requirements/:requirementId/edit',
  access: 'assurance.manage',
  params: z.object({ requirementId: z.uuid() }),
  form: requirementForm,
  async show(ctx, { requirementId }) {
    const requirement = await findRequirement(ctx, requirementId)
    const choices = await choicesFor(ctx)
    return {
      title: 'Change the requirement',
      requirement,
      choices,
      version: requirement.version,
      values: valuesOfRequirement(requirement, choices),
    }
  },
  async submit(ctx, { requirementId }, { version, details }) {
    await findRequirement(ctx, requirementId)
    return answer(
      await changeRequirement(ctx, { requirementId, version, details }),
      'The requirement was changed',
    )
  },
  view: ({ title, requirement, choices, form, link }) => (
    <>
      <BackLink href={link(`/assurance/requirements/${requirement.id}`)} text={requirement.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{requirement.title}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            What you change counts for the past as well. When the rule itself changes on a day, end this
            requirement the day before and add another.
          </p>
          <RequirementForm form={form} button="Save" {...choices} />
        </div>
      </div>
    </>
  ),
})

function answer(result: SaveRequirementOutcome, message: string): Outcome {
  if (result.outcome === 'saved') return redirect(`/assurance/requirements/${result.requirementId}`, message)
  switch (result.because) {
    case 'stale':
      return stale('this requirement')
    case 'code-taken':
      return problem({ code: 'Another requirement has this code. Choose a different one' })
    case 'unknown-role':
      return problem({ roles: 'One of these roles is not there any more. Choose from the list' })
    case 'unknown-sector':
      return problem({ sectors: 'One of these sectors is not there any more. Choose from the list' })
  }
}
