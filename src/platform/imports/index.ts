/** One engine that brings files of records in; each module adds its kinds. */
export {
  type CellValue,
  type ColumnType,
  type Reading,
  date,
  list,
  number,
  oneOf,
  quote,
  set,
  text,
  textLike,
  wholeNumber,
  writeCell,
} from './column-types.ts'
export {
  type Absent,
  type Completeness,
  type ImportColumn,
  type ImportKind,
  type ImportOption,
  ImportRefused,
  type PublishedShape,
  kindNamed,
} from './import-kind.ts'
export {
  type ImportAnswer,
  type ImportFromFile,
  type ImportReport,
  type ImportRequest,
  apply,
  check,
  headerOf,
  importFile,
  importFromFile,
  isDone,
  oneImportAtATime,
  readOptions,
  reportOf,
  stageSheet,
} from './import-file.ts'
export {
  type MappedTo,
  type Mapping,
  canonicalMapping,
  guessMapping,
  isConstant,
  mappedTo,
  readMapping,
} from './mapping.ts'
export { type Unreadable, planColumns } from './read-rows.ts'
export { type FoundProblem, type Outcome, Staged, untilNothingMore } from './staged.ts'
