/**
 * What people are asked about themselves. Harmonised questions: Government Statistical Service, "Harmonised standards and
 * guidance" (sex, gender identity, ethnicity, disability, religion, sexual orientation, caring, marital status), with the
 * nineteen ethnic groups of the census of England and Wales 2021; Equality Act 2010 section 6 for disability; levels of
 * qualification as in the census 2021. Everything is voluntary, and "prefer not to say" is an answer.
 */
export interface Choice {
  code: string
  text: string
  /** Where several choices are counted together, the code and name of the group. */
  group?: string
}

export interface Question {
  code: string
  /** As a title of a table: "Sex". */
  name: string
  /** As it is asked. */
  asks: string
  hint?: string
  choices: readonly Choice[]
  /** By which the choices are counted, in order, where that is not by each. */
  groups?: readonly { code: string; text: string }[]
}

export const preferNotToSay = 'prefer_not_to_say'

const yesOrNo = [
  { code: 'yes', text: 'Yes' },
  { code: 'no', text: 'No' },
]

const ethnicGroups = [
  { code: 'asian', text: 'Asian or Asian British' },
  { code: 'black', text: 'Black, Black British, Caribbean or African' },
  { code: 'mixed', text: 'Mixed or multiple ethnic groups' },
  { code: 'white', text: 'White' },
  { code: 'other', text: 'Other ethnic group' },
]

const of = (group: string, choices: Record<string, string>): Choice[] =>
  Object.entries(choices).map(([code, text]) => ({ code, text, group }))

export const questions: readonly Question[] = [
  {
    code: 'sex',
    name: 'Sex',
    asks: 'What is your sex?',
    choices: [
      { code: 'female', text: 'Female' },
      { code: 'male', text: 'Male' },
    ],
  },
  {
    code: 'gender_as_registered',
    name: 'Gender the same as registered at birth',
    asks: 'Is the gender you identify with the same as your sex registered at birth?',
    choices: yesOrNo,
  },
  {
    code: 'ethnicity',
    name: 'Ethnic group',
    asks: 'What is your ethnic group?',
    groups: ethnicGroups,
    choices: [
      ...of('asian', {
        indian: 'Indian',
        pakistani: 'Pakistani',
        bangladeshi: 'Bangladeshi',
        chinese: 'Chinese',
        asian_other: 'Any other Asian background',
      }),
      ...of('black', {
        caribbean: 'Caribbean',
        african: 'African',
        black_other: 'Any other Black, Black British or Caribbean background',
      }),
      ...of('mixed', {
        white_and_black_caribbean: 'White and Black Caribbean',
        white_and_black_african: 'White and Black African',
        white_and_asian: 'White and Asian',
        mixed_other: 'Any other Mixed or multiple background',
      }),
      ...of('white', {
        british: 'English, Welsh, Scottish, Northern Irish or British',
        irish: 'Irish',
        gypsy_or_traveller: 'Gypsy or Irish Traveller',
        roma: 'Roma',
        white_other: 'Any other White background',
      }),
      ...of('other', { arab: 'Arab', other: 'Any other ethnic group' }),
    ],
  },
  {
    code: 'disability',
    name: 'Disability',
    asks: 'Do you have a physical or mental condition or illness that reduces what you can do day to day?',
    hint: 'One that has lasted, or is expected to last, 12 months or more',
    choices: yesOrNo,
  },
  {
    code: 'religion',
    name: 'Religion',
    asks: 'What is your religion?',
    choices: [
      { code: 'none', text: 'No religion' },
      { code: 'buddhist', text: 'Buddhist' },
      { code: 'christian', text: 'Christian, of any denomination' },
      { code: 'hindu', text: 'Hindu' },
      { code: 'jewish', text: 'Jewish' },
      { code: 'muslim', text: 'Muslim' },
      { code: 'sikh', text: 'Sikh' },
      { code: 'other', text: 'Any other religion' },
    ],
  },
  {
    code: 'sexual_orientation',
    name: 'Sexual orientation',
    asks: 'Which of these describes your sexual orientation?',
    choices: [
      { code: 'straight', text: 'Straight or heterosexual' },
      { code: 'gay_or_lesbian', text: 'Gay or lesbian' },
      { code: 'bisexual', text: 'Bisexual' },
      { code: 'other', text: 'Other sexual orientation' },
    ],
  },
  {
    code: 'caring',
    name: 'Caring for somebody',
    asks: 'Do you look after, unpaid, somebody who is ill, disabled or old?',
    choices: yesOrNo,
  },
  {
    code: 'pregnancy',
    name: 'Pregnancy and maternity',
    asks: 'Are you pregnant, or have you been on maternity leave in the last year?',
    choices: yesOrNo,
  },
  {
    code: 'marital',
    name: 'Marital or civil partnership status',
    asks: 'What is your legal marital or registered civil partnership status?',
    choices: [
      { code: 'never', text: 'Never married and never in a civil partnership' },
      { code: 'married', text: 'Married or in a civil partnership' },
      { code: 'separated', text: 'Separated, divorced or civil partnership dissolved' },
      { code: 'widowed', text: 'Widowed or surviving civil partner' },
    ],
  },
  {
    code: 'skill_level',
    name: 'Skill level',
    asks: 'What is your highest qualification?',
    hint: 'Or what comes nearest to it',
    choices: [
      { code: 'none', text: 'No qualifications' },
      { code: 'level_1', text: 'Level 1, such as 1 to 4 GCSE passes' },
      { code: 'level_2', text: 'Level 2, such as 5 GCSE passes' },
      { code: 'level_3', text: 'Level 3, such as 2 A levels' },
      { code: 'level_4', text: 'Level 4 or above, such as a degree' },
      { code: 'other', text: 'Apprenticeship or another qualification' },
    ],
  },
]

/** Those of the register, not of the questionnaire. Bands: the profile of the workforce in ten-year bands. */
export const ageBands: Question = {
  code: 'age_band',
  name: 'Age band',
  asks: '',
  choices: ['16-24', '25-34', '35-44', '45-54', '55-64', '65+'].map((code) => ({
    code,
    text: code.replace('-', ' to ').replace('65+', '65 and over'),
  })),
}

/** What is counted, and in which columns. */
export const columnsOf = ({ choices, groups }: Question): readonly { code: string; text: string }[] =>
  groups ?? choices

/** In which column an answer is counted; undefined for one that is not of the question. */
export function columnOf({ choices, groups }: Question, answer: string): string | undefined {
  const choice = choices.find(({ code }) => code === answer)
  return groups ? choice?.group : choice?.code
}
