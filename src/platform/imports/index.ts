/** One engine that brings files of records in; each module adds its kinds. */
export {
  type CellValue,
  date,
  list,
  number,
  oneOf,
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
  ImportRefused,
  type PublishedShape,
  counting,
} from './import-kind.ts'
export {
  type ImportAnswer,
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
export type { Unreadable } from './read-rows.ts'
export { type FoundProblem, type Outcome, Staged, untilNothingMore } from './staged.ts'
