import type { ChoiceItemProps } from './choice-item.tsx'
import { Choices, type ChoicesProps } from './choices.tsx'

export type CheckboxItem = ChoiceItemProps

export interface CheckboxesProps extends ChoicesProps<CheckboxItem> {
  /** The values of the options to tick. */
  values?: readonly (string | number)[] | undefined
}

export const Checkboxes = ({ values, ...props }: CheckboxesProps) => (
  <Choices {...props} kind="checkboxes" chosen={new Set(values?.map(String))} />
)
