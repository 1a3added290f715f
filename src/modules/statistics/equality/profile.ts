/**
 * The profile of the workforce: how many people gave each answer, by the sector they mainly work in, as it may be
 * released. Who said is counted apart from what they said, and nobody who did not say is counted as a "no".
 */
import type { Question } from '#workforce'
import { columnOf, columnsOf, preferNotToSay } from '#workforce'
import type { Released } from '../disclosure/symbols.ts'
import { withheldIn } from '../disclosure/protect.ts'

/** As the counting function of the database gives it; no question means everybody in the sector. */
export interface EqualityCount {
  sector: string | null
  question: string
  answer: string
  people: number
}

export interface ProfileTable {
  question: string
  name: string
  /** The answers, in order. */
  columns: { code: string; text: string }[]
  rows: ProfileRow[]
}

export interface ProfileRow {
  sector: string
  /** How many gave each of the answers. */
  answers: Released[]
  said: Released
  preferNotToSay: Released
  notAnswered: Released
  people: number
}

export const allSectors = 'All sectors'
export const otherSectors = 'Other sectors'

/** Sectors with fewer people than this many times the threshold are put together before anything is withheld. */
const smallestSector = 3

/** The tables of all questions that anybody answered, after disclosure control. */
export function profileOf(
  counts: readonly EqualityCount[],
  asked: readonly Question[],
  threshold: number,
): ProfileTable[] {
  const sectorOf = rollUp(counts, smallestSector * threshold)
  const tallied = tally(counts, sectorOf)
  const sectors = [...new Set(sectorOf.values())].sort(byNameOthersLast)
  if (sectors.length === 0) return []
  return asked
    .filter((question) => counts.some((count) => count.question === question.code))
    .map((question) => tableOf(question, sectors, tallied, threshold))
}

/** In which row the people of each sector stand: their own, or that of all sectors too small to be shown. */
function rollUp(counts: readonly EqualityCount[], enough: number): Map<string | null, string> {
  const sizes = counts
    .filter(({ question, people }) => question === '' && people > 0)
    .sort((one, other) => one.people - other.people)
  const rows = new Map<string | null, string>()
  let together = 0
  for (const { sector, people } of sizes) {
    const isSmall = sector === null || people < enough
    // What was put together is no smaller than the rest: the next sector joins it where it would be.
    if (isSmall || (together > 0 && together < enough)) {
      rows.set(sector, otherSectors)
      together += people
    } else rows.set(sector, sector)
  }
  return rows
}

type Tallied = (sector: string, question: string, isCounted: (answer: string) => boolean) => number

function tally(counts: readonly EqualityCount[], sectorOf: ReadonlyMap<string | null, string>): Tallied {
  return (sector, question, isCounted) =>
    counts
      .filter(
        (one) => one.question === question && sectorOf.get(one.sector) === sector && isCounted(one.answer),
      )
      .reduce((sum, { people }) => sum + people, 0)
}

/**
 * The cells of a table stand in one list: for each row its answers, those who said, who prefer not to, who did not answer,
 * and everybody. The last row adds the others up.
 */
function tableOf(
  question: Question,
  sectors: readonly string[],
  tallied: Tallied,
  threshold: number,
): ProfileTable {
  const columns = columnsOf(question).map(({ code, text }) => ({ code, text }))
  const own = sectors.map((sector) => {
    const answers = columns.map(({ code }) =>
      tallied(sector, question.code, (answer) => columnOf(question, answer) === code),
    )
    const said = sum(answers)
    const preferNot = tallied(sector, question.code, (answer) => answer === preferNotToSay)
    const people = tallied(sector, '', () => true)
    return [...answers, said, preferNot, people - said - preferNot, people]
  })
  const all = own[0]!.map((_, column) => sum(own.map((row) => row[column]!)))
  const rows = [...own, all]
  const released = release(rows, columns.length, threshold)
  return {
    question: question.code,
    name: question.name,
    columns,
    rows: [...sectors, allSectors].map((sector, at) => {
      const cells = released[at]!
      const [said, preferNot, notAnswered] = cells.slice(columns.length, columns.length + 3)
      return {
        sector,
        answers: cells.slice(0, columns.length),
        said: said!,
        preferNotToSay: preferNot!,
        notAnswered: notAnswered!,
        people: rows[at]!.at(-1)!,
      }
    }),
  }
}

function release(rows: readonly (readonly number[])[], answers: number, threshold: number): Released[][] {
  const width = answers + 4
  const place = (row: number, column: number) => row * width + column
  const [said, everybody] = [answers, answers + 3]
  const sums = rows.flatMap((_, row) => [
    {
      total: place(row, said),
      parts: Array.from({ length: answers }, (_cell, column) => place(row, column)),
    },
    { total: place(row, everybody), parts: [said, said + 1, said + 2].map((column) => place(row, column)) },
  ])
  const last = rows.length - 1
  for (let column = 0; column < width; column += 1)
    sums.push({
      total: place(last, column),
      parts: Array.from({ length: last }, (_row, row) => place(row, column)),
    })
  const withheld = withheldIn({
    counts: rows.flat(),
    sums,
    // How many people work in a sector is printed on other pages.
    open: new Set(rows.map((_, row) => place(row, everybody))),
    harmlessZeros: new Set(rows.flatMap((_, row) => [place(row, said + 1), place(row, said + 2)])),
    threshold,
  })
  return rows.map((row, at) =>
    row.map((count, column): Released => (withheld.has(place(at, column)) ? 'c' : count)),
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

const byNameOthersLast = (one: string, other: string) =>
  Number(one === otherSectors) - Number(other === otherSectors) || one.localeCompare(other, 'en-GB')
