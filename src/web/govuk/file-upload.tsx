import { classNames } from './class-names.ts'
import { describedByIds, LabelledControl, type Field } from './form-group.tsx'
import type { Attributes, PluralForms } from './props.ts'
import { translations } from './translations.ts'

export interface FileUploadProps extends Field {
  disabled?: boolean | undefined
  multiple?: boolean | undefined
  /** Lets govuk-frontend's script make the control a drop zone. */
  javascript?: boolean | undefined
  chooseFilesButtonText?: string | undefined
  dropInstructionText?: string | undefined
  multipleFilesChosenText?: PluralForms | undefined
  noFileChosenText?: string | undefined
  enteredDropZoneText?: string | undefined
  leftDropZoneText?: string | undefined
  wrapperClasses?: string | undefined
  wrapperAttributes?: Attributes | undefined
}

export function FileUpload(props: FileUploadProps) {
  const { id = props.name } = props
  const input = (
    <input
      class={classNames('govuk-file-upload', props.classes, props.errorMessage && 'govuk-file-upload--error')}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      aria-describedby={describedByIds(id, props)}
      {...props.attributes}
    />
  )
  return (
    <LabelledControl field={props} id={id}>
      {props.javascript ? <DropZone {...props}>{input}</DropZone> : input}
    </LabelledControl>
  )
}

const DropZone = (props: FileUploadProps & { children: ReturnType<typeof FileUpload> }) => (
  <div
    class={classNames('govuk-file-upload-wrapper', props.wrapperClasses)}
    data-module="govuk-file-upload"
    {...translations({
      'choose-files-button': props.chooseFilesButtonText,
      'no-file-chosen': props.noFileChosenText,
      'multiple-files-chosen': props.multipleFilesChosenText,
      'drop-instruction': props.dropInstructionText,
      'entered-drop-zone': props.enteredDropZoneText,
      'left-drop-zone': props.leftDropZoneText,
    })}
    {...props.wrapperAttributes}
  >
    {props.children}
  </div>
)
