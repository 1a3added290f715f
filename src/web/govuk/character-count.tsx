import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Field } from './form-group.tsx'
import { Hint } from './hint.tsx'
import type { PluralForms } from './props.ts'
import { Textarea } from './textarea.tsx'
import { translations } from './translations.ts'

export interface CharacterCountProps extends Omit<Field, 'describedBy'> {
  value?: string | undefined
  rows?: number | undefined
  spellcheck?: boolean | undefined
  maxlength?: number | string | undefined
  maxwords?: number | string | undefined
  /** The percentage of the limit at which counting begins to show. */
  threshold?: number | string | undefined
  countType?: 'characters' | 'words' | 'length' | undefined
  countMessage?: { classes?: string | undefined } | undefined
  /** Shown without JavaScript; `%{count}` stands for the limit. */
  textareaDescriptionText?: string | undefined
  charactersUnderLimitText?: PluralForms | undefined
  charactersAtLimitText?: string | undefined
  charactersOverLimitText?: PluralForms | undefined
  wordsUnderLimitText?: PluralForms | undefined
  wordsAtLimitText?: string | undefined
  wordsOverLimitText?: PluralForms | undefined
}

export function CharacterCount(props: CharacterCountProps) {
  const { id = props.name, formGroup } = props
  return (
    <Textarea
      id={id}
      name={props.name}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      describedBy={`${id}-info`}
      rows={props.rows}
      spellcheck={props.spellcheck}
      value={props.value}
      classes={classNames('govuk-js-character-count', props.classes)}
      attributes={props.attributes}
      formGroup={{
        classes: classNames('govuk-character-count', formGroup?.classes),
        attributes: { ...scriptSettings(props), ...formGroup?.attributes },
        beforeInput: formGroup?.beforeInput,
        afterInput: {
          html: (
            <>
              <Hint
                id={`${id}-info`}
                classes={classNames('govuk-character-count__message', props.countMessage?.classes)}
                text={limitInWords(props)}
              />
              {contentOf(formGroup?.afterInput)}
            </>
          ),
        },
      }}
    />
  )
}

const countTypeOf = (props: CharacterCountProps) => props.countType ?? (props.maxwords ? 'words' : undefined)

/** Undefined without a limit: the script may set one, and only then can the sentence be completed. */
function limitInWords(props: CharacterCountProps): string | undefined {
  const limit = props.maxwords || props.maxlength
  if (!limit) return undefined
  const unit = countTypeOf(props) === 'words' ? 'words' : 'characters'
  const sentence = props.textareaDescriptionText || `You can enter up to %{count} ${unit}`
  return sentence.replaceAll('%{count}', String(limit))
}

function scriptSettings(props: CharacterCountProps) {
  const hasLimit = props.maxwords || props.maxlength
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': props.maxlength,
    'data-maxwords': props.maxwords,
    'data-threshold': props.threshold,
    'data-count-type': countTypeOf(props),
    ...translations({
      'textarea-description':
        !hasLimit && props.textareaDescriptionText ? { other: props.textareaDescriptionText } : undefined,
      'characters-under-limit': props.charactersUnderLimitText,
      'characters-at-limit': props.charactersAtLimitText,
      'characters-over-limit': props.charactersOverLimitText,
      'words-under-limit': props.wordsUnderLimitText,
      'words-at-limit': props.wordsAtLimitText,
      'words-over-limit': props.wordsOverLimitText,
    }),
  }
}
