import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Field } from './form-group.tsx'
import { Input } from './input.tsx'
import { translations } from './translations.ts'

export interface PasswordInputProps extends Field {
  value?: string | undefined
  disabled?: boolean | undefined
  /** "current-password" unless given. */
  autocomplete?: string | undefined
  button?: { classes?: string | undefined } | undefined
  showPasswordText?: string | undefined
  hidePasswordText?: string | undefined
  showPasswordAriaLabelText?: string | undefined
  hidePasswordAriaLabelText?: string | undefined
  passwordShownAnnouncementText?: string | undefined
  passwordHiddenAnnouncementText?: string | undefined
}

export function PasswordInput(props: PasswordInputProps) {
  const { id = props.name, formGroup } = props
  return (
    <Input
      id={id}
      name={props.name}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete || 'current-password'}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      describedBy={props.describedBy}
      value={props.value}
      disabled={props.disabled}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      attributes={props.attributes}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      formGroup={{
        classes: classNames('govuk-password-input', formGroup?.classes),
        attributes: { ...scriptSettings(props), ...formGroup?.attributes },
        beforeInput: formGroup?.beforeInput,
        afterInput: { html: [<ShowButton {...props} id={id} />, contentOf(formGroup?.afterInput)] },
      }}
    />
  )
}

/** Hidden until govuk-frontend's script is there to make it work. */
const ShowButton = (props: PasswordInputProps) => (
  <Button
    type="button"
    classes={classNames(
      'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
      props.button?.classes,
    )}
    text={props.showPasswordText ?? 'Show'}
    attributes={{
      'aria-controls': props.id,
      'aria-label': props.showPasswordAriaLabelText ?? 'Show password',
      hidden: true,
    }}
  />
)

const scriptSettings = (props: PasswordInputProps) => ({
  'data-module': 'govuk-password-input',
  ...translations({
    'show-password': props.showPasswordText,
    'hide-password': props.hidePasswordText,
    'show-password-aria-label': props.showPasswordAriaLabelText,
    'hide-password-aria-label': props.hidePasswordAriaLabelText,
    'password-shown-announcement': props.passwordShownAnnouncementText,
    'password-hidden-announcement': props.passwordHiddenAnnouncementText,
  }),
})
