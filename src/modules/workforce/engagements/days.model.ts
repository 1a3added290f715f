/** The plainest model of one engagement: for every day, what holds on it. Tests compare the register with it. */

interface Day {
  fte: number
  /** Whether terms begin on this day. */
  begins: boolean
}

export const horizon = 60

/** Days are counted from 0; whoever is engaged on the last has no end. */
export class DaysOfEngagement {
  readonly days: (Day | null)[]

  constructor(start: number, fte: number) {
    this.days = Array.from({ length: horizon }, (_, day) =>
      day < start ? null : { fte, begins: day === start },
    )
  }

  /** The first days of the terms, in order. */
  starts(): number[] {
    return this.days.flatMap((day, index) => (day?.begins ? [index] : []))
  }

  /** The last day of the terms that begin on a day. */
  lastOf(start: number): number {
    let day = start
    while (day + 1 < horizon && this.days[day + 1] && !this.days[day + 1]!.begins) day += 1
    return day
  }

  change(from: number, fte: number): string {
    if (!this.days[from]) return 'outside'
    if (this.days[from].begins) return 'begins-then'
    this.fill(from, this.lastOf(from), fte)
    this.days[from].begins = true
    return 'changed'
  }

  undo(start: number): boolean {
    const before = this.days[start - 1]
    if (!before) return false
    this.fill(start, this.lastOf(start), before.fte)
    this.days[start]!.begins = false
    return true
  }

  correct(start: number, newStart: number, fte: number): string {
    const last = this.lastOf(start)
    if (newStart > last && last < horizon - 1) return 'after-its-end'
    const starts = this.starts()
    const before = starts[starts.indexOf(start) - 1]
    if (before !== undefined && newStart <= before) return 'before-the-terms-before'
    const fteBefore = before === undefined ? null : this.days[before]!.fte
    for (let day = Math.min(start, newStart); day <= last; day += 1)
      this.days[day] =
        day >= newStart
          ? { fte, begins: day === newStart }
          : fteBefore === null
            ? null
            : { fte: fteBefore, begins: false }
    return 'corrected'
  }

  end(last: number): string {
    const first = this.starts()[0]!
    if (last < first) return 'before-it-starts'
    const lastNow = this.days.findLastIndex(Boolean)
    this.fill(lastNow + 1, last, this.days[lastNow]!.fte)
    for (let day = last + 1; day < horizon; day += 1) this.days[day] = null
    return 'ended'
  }

  reopen(): boolean {
    const last = this.days.findLastIndex(Boolean)
    if (last === horizon - 1) return false
    this.fill(last + 1, horizon - 1, this.days[last]!.fte)
    return true
  }

  private fill(from: number, to: number, fte: number): void {
    for (let day = from; day <= to; day += 1)
      this.days[day] = { fte, begins: this.days[day]?.begins ?? false }
  }
}
