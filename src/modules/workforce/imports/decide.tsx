import type { ImportKind } from '#platform/imports/index'
import { CheckboxesField, Form, type FormState, SubmitButton } from '#web'
import type { FoundImport } from './imports.queries.ts'

/** The buttons below a preview: bring it in, only what is valid, or not at all. */
export function Decide({ asked, kind, form }: { asked: FoundImport; kind: ImportKind; form: FormState }) {
  const valid = asked.createdCount + asked.changedCount
  const nothingToDo = valid === 0 && asked.absent.length === 0
  return (
    <Form form={form}>
      {asked.absent.length > 0 ? (
        <CheckboxesField
          name="ending"
          legend={`Not in this file, although it is complete for ${asked.completeFor}`}
          hint={`Tick those that have ended: their last day will be the as-at date. What you do not tick stays open.`}
          items={asked.absent.map(({ ref, description }) => ({ value: ref, text: `${ref}: ${description}` }))}
          small
        />
      ) : null}
      {nothingToDo && asked.rejectedCount === 0 ? (
        <p class="govuk-body">Everything in this file is here already: there is nothing to bring in.</p>
      ) : null}
      <div class="govuk-button-group">
        {asked.rejectedCount === 0 ? (
          <SubmitButton name="action" value="apply" preventDoubleClick>
            {nothingToDo
              ? 'Finish'
              : valid > 0
                ? `Bring in ${countOf(valid, kind)}`
                : 'Confirm who has ended'}
          </SubmitButton>
        ) : valid > 0 || asked.absent.length > 0 ? (
          <SubmitButton name="action" value="apply-valid" kind="warning" preventDoubleClick>
            {`Bring in the valid rows only: ${countOf(valid, kind)}`}
          </SubmitButton>
        ) : null}
        <SubmitButton name="action" value="abandon" kind="secondary">
          Abandon this file
        </SubmitButton>
      </div>
    </Form>
  )
}

function countOf(number: number, { noun: [one, many] }: ImportKind): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}
