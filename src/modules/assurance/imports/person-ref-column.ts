import { type ImportColumn, text } from '#platform/imports/index'

export const personRef: ImportColumn = {
  name: 'person_ref',
  required: true,
  type: text(),
  hint: 'The person_ref of the person',
  example: 'P0001',
  alsoCalled: ['employee number', 'employee id', 'payroll number', 'staff number', 'staff id', 'person id'],
}
