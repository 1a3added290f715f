/**
 * The GOV.UK Design System components of govuk-frontend, as typed JSX. Each prints the markup that govuk-frontend
 * publishes in its fixtures; `fixtures.test.tsx` compares every one.
 */
export { Accordion, type AccordionItem, type AccordionProps } from './accordion.tsx'
export { BackLink, type BackLinkProps } from './back-link.tsx'
export { Breadcrumbs, type Breadcrumb, type BreadcrumbsProps } from './breadcrumbs.tsx'
export { Button, type ButtonProps } from './button.tsx'
export { CharacterCount, type CharacterCountProps } from './character-count.tsx'
export { Checkboxes, type CheckboxItem, type CheckboxesProps } from './checkboxes.tsx'
export {
  CookieBanner,
  type CookieBannerAction,
  type CookieBannerMessage,
  type CookieBannerProps,
} from './cookie-banner.tsx'
export { DateInput, type DateInputItem, type DateInputProps } from './date-input.tsx'
export { Details, type DetailsProps } from './details.tsx'
export { ErrorMessage, type ErrorMessageProps } from './error-message.tsx'
export { ErrorSummary, type ErrorSummaryItem, type ErrorSummaryProps } from './error-summary.tsx'
export { ExitThisPage, type ExitThisPageProps } from './exit-this-page.tsx'
export { Feedback, type FeedbackProps } from './feedback.tsx'
export { Fieldset, type LegendProps, type FieldsetProps } from './fieldset.tsx'
export { FileUpload, type FileUploadProps } from './file-upload.tsx'
export {
  Footer,
  type FooterLink,
  type FooterNavigation,
  type FooterMeta,
  type FooterProps,
} from './footer.tsx'
export { GenericHeader, type GenericHeaderProps } from './generic-header.tsx'
export { Header, type HeaderProps } from './header.tsx'
export { Hint, type HintProps } from './hint.tsx'
export { Input, type InputType, type InputProps, type AffixProps } from './input.tsx'
export { InsetText, type InsetTextProps } from './inset-text.tsx'
export { Label, type LabelProps } from './label.tsx'
export {
  LanguageNavigation,
  type LanguageNavigationItem,
  type LanguageNavigationProps,
} from './language-navigation.tsx'
export { NotificationBanner, type NotificationBannerProps } from './notification-banner.tsx'
export { Pagination, type PaginationItem, type PaginationLink, type PaginationProps } from './pagination.tsx'
export { Panel, type PanelAction, type PanelProps } from './panel.tsx'
export { PasswordInput, type PasswordInputProps } from './password-input.tsx'
export { PhaseBanner, type PhaseBannerProps } from './phase-banner.tsx'
export { Radios, type RadioItem, type RadiosProps } from './radios.tsx'
export { Select, type SelectItem, type SelectProps } from './select.tsx'
export {
  ServiceNavigation,
  type ServiceNavigationItem,
  type ServiceNavigationSlots,
  type ServiceNavigationProps,
} from './service-navigation.tsx'
export { SkipLink, type SkipLinkProps } from './skip-link.tsx'
export { SummaryList, type SummaryRow, type SummaryListProps } from './summary-list.tsx'
export { Table, type TableCell, type TableProps } from './table.tsx'
export { Tabs, type TabItem, type TabsProps } from './tabs.tsx'
export { Tag, type TagProps } from './tag.tsx'
export { TaskList, type TaskListItem, type TaskListProps } from './task-list.tsx'
export { Textarea, type TextareaProps } from './textarea.tsx'
export { WarningText, type WarningTextProps } from './warning-text.tsx'
export { classNames } from './class-names.ts'
export type { Attributes, Content, HeadingLevel, Markup, Maybe, PluralForms, Styled } from './props.ts'
export { trustedHtml } from './trusted-html.ts'
export {
  errorOf,
  Form,
  FormErrorSummary,
  HiddenField,
  SubmitButton,
  useForm,
  valueOf,
  valuesOf,
  type FormState,
} from './form.tsx'
export {
  CheckboxesField,
  DateField,
  RadiosField,
  type CheckboxChoice,
  type FieldChoice,
} from './form-choices.tsx'
export { FileField, PasswordField, SelectField, TextArea, TextField } from './form-fields.tsx'
