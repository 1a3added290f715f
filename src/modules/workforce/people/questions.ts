/** What may be asked about a person. Every answer is known, or it is known why it is not. */
import { readDate } from '#platform'

export interface Question {
  code: string
  label: string
  kind: 'date' | 'text' | 'email' | 'choice'
  /** Where the answer stands, when people are told apart by it; else it stands with the answers. */
  column?: 'birthDate' | 'email' | 'sweNumber' | 'nmcPin' | 'trn'
  choices?: Record<string, string>
}

export const questions = [
  { code: 'birth_date', label: 'Date of birth', kind: 'date', column: 'birthDate' },
  { code: 'email', label: 'E-mail', kind: 'email', column: 'email' },
  { code: 'swe_number', label: 'Social Work England number', kind: 'text', column: 'sweNumber' },
  { code: 'nmc_pin', label: 'NMC PIN', kind: 'text', column: 'nmcPin' },
  { code: 'trn', label: 'Teacher reference number', kind: 'text', column: 'trn' },
  {
    code: 'qualification_level',
    label: 'Highest qualification',
    kind: 'choice',
    // The levels of qualifications in England, as GOV.UK explains them ("What qualification levels mean").
    choices: {
      entry: 'Entry level',
      1: 'Level 1, such as GCSE grades 3 to 1',
      2: 'Level 2, such as GCSE grades 9 to 4',
      3: 'Level 3, such as A level',
      4: 'Level 4, such as a higher apprenticeship',
      5: 'Level 5, such as a foundation degree',
      6: 'Level 6, such as a degree with honours',
      7: 'Level 7, such as a master’s degree',
      8: 'Level 8, such as a doctorate',
      none: 'No qualification',
    },
  },
  { code: 'phone', label: 'Work telephone', kind: 'text' },
] as const satisfies Question[]

export const questionOf = (code: string): Question | undefined => questions.find((one) => one.code === code)

/** Unknown, not applicable, not yet collected and refused are four different things. */
export const states = {
  answered: 'Answered',
  not_known: 'Not known',
  not_applicable: 'Not applicable',
  refused: 'Refused',
  not_collected: 'Not yet collected',
} as const

export type AnswerState = keyof typeof states

/** The answer as it is kept, or what is wrong with it. */
export function readAnswer(
  question: Question,
  text: string,
  today: string,
): { value: string } | { problem: string } {
  if (text === '') return { problem: 'Enter the answer, or say why there is none' }
  if (question.kind === 'date') {
    const reading = readDate(text)
    if ('problem' in reading) return reading
    return reading.date > today ? { problem: 'The date must be in the past' } : { value: reading.date }
  }
  if (question.kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))
    return { problem: 'Enter an e-mail address, like name@example.org' }
  if (question.choices && !Object.hasOwn(question.choices, text))
    return { problem: 'Choose an answer from the list' }
  return { value: text }
}
