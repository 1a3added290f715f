/** Reads a time of day as people type it: 9:30, 9.30am, 0930, 2pm, midday. Null when it cannot be read for certain. */
export function readTime(text: string): string | null {
  const written = text.trim().toLowerCase().replaceAll(/\s+/g, '')
  if (written === 'midday' || written === 'noon') return '12:00'
  const match = /^(\d{1,2})(?:[:.h]?([0-5]\d))?(am|pm)?$/.exec(written)
  if (!match) return null
  const [, hourText, minute = '00', half] = match
  const hour = Number(hourText)
  // A bare 9 may be morning or evening: only with minutes or am or pm is it certain.
  if (!half && match[2] === undefined) return null
  if (half) return hour >= 1 && hour <= 12 ? `${pad((hour % 12) + (half === 'pm' ? 12 : 0))}:${minute}` : null
  return hour <= 23 ? `${pad(hour)}:${minute}` : null
}

function pad(hour: number): string {
  return String(hour).padStart(2, '0')
}
