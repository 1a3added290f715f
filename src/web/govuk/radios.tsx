import type { ChoiceItemProps } from './choice-item.tsx'
import { Choices, type ChoicesProps } from './choices.tsx'

export type RadioItem = Omit<ChoiceItemProps, 'name' | 'behaviour'>

export interface RadiosProps extends Omit<ChoicesProps<RadioItem>, 'describedBy'> {
  /** The value of the option to choose. */
  value?: string | number | undefined
}

export const Radios = ({ value, ...props }: RadiosProps) => (
  <Choices
    {...props}
    kind="radios"
    chosen={new Set(value === undefined || value === '' ? [] : [String(value)])}
  />
)
