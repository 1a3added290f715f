import { classNames } from './class-names.ts'
import { describedByIds, LabelledControl, type Field } from './form-group.tsx'

export interface TextareaProps extends Field {
  value?: string | undefined
  /** The height in lines: 5 unless given. */
  rows?: number | undefined
  spellcheck?: boolean | undefined
  disabled?: boolean | undefined
  autocomplete?: string | undefined
}

export function Textarea(props: TextareaProps) {
  const { id = props.name } = props
  return (
    <LabelledControl field={props} id={id}>
      <textarea
        class={classNames('govuk-textarea', props.errorMessage && 'govuk-textarea--error', props.classes)}
        id={id}
        name={props.name}
        rows={props.rows || 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedByIds(id, props)}
        autocomplete={props.autocomplete || undefined}
        {...props.attributes}
      >
        {keepFirstLineBreak(props.value)}
      </textarea>
    </LabelledControl>
  )
}

/** Browsers drop a line break directly after `<textarea>`, so one that a person typed needs another before it. */
const keepFirstLineBreak = (value: string | undefined) =>
  value && /^[\r\n]/.test(value) ? `\n${value}` : value
