/** What every form control stands in: the group, its hint, its error, and the ids that tie them to the control. */
import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import { ErrorMessage, type ErrorMessageProps } from './error-message.tsx'
import { Fieldset, type FieldsetProps } from './fieldset.tsx'
import { Hint, type HintProps } from './hint.tsx'
import { Label, type LabelProps } from './label.tsx'
import type { Content, Markup, Styled } from './props.ts'

/** What is said about a control, or about a group of them. */
export interface Described {
  /** Ids of further elements that describe the control. */
  describedBy?: string | undefined
  hint?: Omit<HintProps, 'id'> | undefined
  errorMessage?: Omit<ErrorMessageProps, 'id'> | undefined
}

/** The options of every labelled control. */
export interface Field extends Described, Styled {
  name: string
  /** The control's id: its name unless given. */
  id?: string | undefined
  label: Omit<LabelProps, 'for'>
  /** Options of the element around the control, and what goes directly before and after the control. */
  formGroup?: (Styled & { beforeInput?: Content | undefined; afterInput?: Content | undefined }) | undefined
}

/** Options of what surrounds several controls that answer one question. */
export interface FieldsetGroupOptions {
  fieldset?: Omit<FieldsetProps, 'html' | 'children' | 'role'> | undefined
  /** Options of the outermost element, and what goes before the first control and after the last. */
  formGroup?: (Styled & { beforeInputs?: Content | undefined; afterInputs?: Content | undefined }) | undefined
}

/** The ids for `aria-describedby`, in reading order; undefined when nothing describes the control. */
export function describedByIds(
  id: string,
  { describedBy, hint, errorMessage }: Described,
): string | undefined {
  return classNames(describedBy, hint && `${id}-hint`, errorMessage && `${id}-error`)
}

/** The hint and the error message, with the ids that {@link describedByIds} names. */
export const Description = ({ id, hint, errorMessage }: Described & { id: string }) => (
  <>
    {hint && <Hint {...hint} id={`${id}-hint`} />}
    {errorMessage && <ErrorMessage {...errorMessage} id={`${id}-error`} />}
  </>
)

const FormGroup = ({
  hasError,
  classes,
  attributes,
  children,
}: Styled & { hasError: boolean; children: Markup }) => (
  <div class={classNames('govuk-form-group', hasError && 'govuk-form-group--error', classes)} {...attributes}>
    {children}
  </div>
)

interface LabelledControlProps {
  field: Field
  /** The control's id. */
  id: string
  /** The control itself. */
  children: Markup
  /** Whether the control prints `beforeInput` and `afterInput` inside a wrapper of its own. */
  wrapsOwnSurroundings?: boolean
}

/** A group with a label, hint and error for one control. */
export const LabelledControl = ({ field, id, children, wrapsOwnSurroundings }: LabelledControlProps) => (
  <FormGroup
    hasError={Boolean(field.errorMessage)}
    classes={field.formGroup?.classes}
    attributes={field.formGroup?.attributes}
  >
    <Label {...field.label} for={id} />
    <Description id={id} hint={field.hint} errorMessage={field.errorMessage} />
    {!wrapsOwnSurroundings && contentOf(field.formGroup?.beforeInput)}
    {children}
    {!wrapsOwnSurroundings && contentOf(field.formGroup?.afterInput)}
  </FormGroup>
)

interface FieldsetGroupProps extends Described, FieldsetGroupOptions {
  role?: 'group'
  children: Markup
}

/** A group for several controls, in a fieldset where one is asked for. */
export const FieldsetGroup = ({
  fieldset,
  formGroup,
  errorMessage,
  describedBy,
  role,
  children,
}: FieldsetGroupProps) => (
  <FormGroup hasError={Boolean(errorMessage)} classes={formGroup?.classes} attributes={formGroup?.attributes}>
    {fieldset ? (
      <Fieldset {...fieldset} describedBy={describedBy} role={role}>
        {children}
      </Fieldset>
    ) : (
      children
    )}
  </FormGroup>
)
