import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageBands, questions } from '#workforce'
import { type EqualityCount, allSectors, otherSectors, profileOf } from './profile.ts'

const sex = questions.find(({ code }) => code === 'sex')!
const ethnicity = questions.find(({ code }) => code === 'ethnicity')!

const count = (sector: string | null, question: string, answer: string, people: number): EqualityCount => ({
  sector,
  question,
  answer,
  people,
})

/** Two sectors in which enough people gave every answer. */
const large = [
  count('Health', '', '', 300),
  count('Health', 'sex', 'female', 120),
  count('Health', 'sex', 'male', 60),
  count('Health', 'sex', 'prefer_not_to_say', 20),
  count('Schools', '', '', 500),
  count('Schools', 'sex', 'female', 200),
  count('Schools', 'sex', 'male', 90),
  count('Schools', 'sex', 'prefer_not_to_say', 10),
]

describe('the profile of a workforce', () => {
  test('tells who said apart from what they said, and takes silence for no answer', () => {
    const [table] = profileOf(large, [sex], 5)
    expect(table!.columns.map(({ text }) => text)).toEqual(['Female', 'Male'])
    expect(table!.rows).toEqual([
      { sector: 'Health', answers: [120, 60], said: 180, preferNotToSay: 20, notAnswered: 100, people: 300 },
      { sector: 'Schools', answers: [200, 90], said: 290, preferNotToSay: 10, notAnswered: 200, people: 500 },
      {
        sector: allSectors,
        answers: [320, 150],
        said: 470,
        preferNotToSay: 30,
        notAnswered: 300,
        people: 800,
      },
    ])
  })

  test('withholds a small count with as many others as it takes', () => {
    const some = large.map((one) =>
      one.sector === 'Health' && one.answer === 'male' ? { ...one, people: 2 } : one,
    )
    const [health, schools, all] = profileOf(some, [sex], 5)[0]!.rows
    expect(health!.answers).toEqual(['c', 'c'])
    expect(schools!.answers).toEqual(['c', 'c'])
    expect(all!.answers).toEqual([320, 92])
    expect(health!.people).toBe(300)
  })

  test('counts ethnic groups together before it withholds', () => {
    const counts = [
      count('Health', '', '', 200),
      count('Health', 'ethnicity', 'prefer_not_to_say', 10),
      ...['indian', 'pakistani', 'bangladeshi', 'chinese', 'asian_other'].map((answer) =>
        count('Health', 'ethnicity', answer, 4),
      ),
      ...['british', 'african', 'arab', 'white_and_asian'].map((answer) =>
        count('Health', 'ethnicity', answer, 30),
      ),
    ]
    const [table] = profileOf(counts, [ethnicity], 5)
    expect(table!.columns).toHaveLength(5)
    expect(table!.rows[0]!.answers).toEqual([20, 30, 30, 30, 30])
  })

  test('says nobody only of those who kept silent, of whom it says nothing', () => {
    const some = large.map((one) => (one.answer === 'male' ? { ...one, people: 0 } : one))
    const spoken = some.map((one) => (one.answer === 'prefer_not_to_say' ? { ...one, people: 0 } : one))
    const { rows } = profileOf(spoken, [sex], 5)[0]!
    expect(rows.map((row) => [row.answers[1], row.preferNotToSay])).toEqual([
      ['c', 0],
      ['c', 0],
      ['c', 0],
    ])
  })

  test('keeps what it can of a table that everybody answered, as ages are known of all', () => {
    const bands = (sector: string, ...people: number[]) => [
      count(
        sector,
        '',
        '',
        people.reduce((sum, one) => sum + one, 0),
      ),
      ...people.map((one, at) => count(sector, 'age_band', ageBands.choices[at]!.code, one)),
    ]
    const counts = [
      ...bands('Health', 60, 70, 80, 90, 100, 60),
      ...bands('Justice', 50, 60, 70, 80, 3, 60),
      ...bands('Schools', 70, 80, 90, 80, 70, 60),
    ]
    const { rows } = profileOf(counts, [ageBands], 5)[0]!
    expect(rows.map(({ said, notAnswered }) => [said, notAnswered])).toEqual([
      [460, 0],
      [323, 0],
      [450, 0],
      [1233, 0],
    ])
    expect(rows.at(-1)!.answers).toEqual([180, 210, 240, 250, 173, 180])
    expect(rows.flatMap(({ answers }) => answers).filter((cell) => cell === 'c').length).toBeLessThan(8)
  })

  test('puts sectors of few people together, and those of whom no sector is known', () => {
    const counts = [
      ...large,
      count('Justice', '', '', 9),
      count(null, '', '', 3),
      count('Leisure', '', '', 40),
    ]
    const [table] = profileOf(counts, [sex], 5)
    expect(table!.rows.map(({ sector, people }) => [sector, people])).toEqual([
      ['Health', 300],
      ['Schools', 500],
      [otherSectors, 52],
      [allSectors, 852],
    ])
  })

  test('has no table of what nobody was asked, and none of nobody', () => {
    expect(profileOf(large, [ethnicity], 5)).toEqual([])
    expect(profileOf([], [sex], 5)).toEqual([])
  })

  test('releases no count under the threshold but how many people work there, whatever the answers', () => {
    const people = fc.integer({ min: 0, max: 40 })
    const sector = fc.record({
      female: people,
      male: people,
      not: people,
      silent: fc.integer({ min: 15, max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(sector, { minLength: 1, maxLength: 6 }), (sectors) => {
        const counts = sectors.flatMap(({ female, male, not, silent }, at) => [
          count(`Sector ${at}`, '', '', female + male + not + silent),
          count(`Sector ${at}`, 'sex', 'female', female),
          count(`Sector ${at}`, 'sex', 'male', male),
          count(`Sector ${at}`, 'sex', 'prefer_not_to_say', not),
        ])
        for (const { answers, said, preferNotToSay, notAnswered } of profileOf(counts, [sex], 5)[0]!.rows)
          for (const cell of [...answers, said, preferNotToSay, notAnswered])
            if (cell !== 'c' && cell !== 0) expect(cell).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})
