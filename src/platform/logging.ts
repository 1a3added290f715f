import { type DestinationStream, type Logger, pino } from 'pino'

/** Structured logs on standard error: what happened, under which request, never whose data it was. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Messages of database errors can quote the row; the code, table and constraint say enough.
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  )
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, table, constraint } = error as { code?: string; table?: string; constraint?: string }
  const fromDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  return {
    type: error.name,
    ...(fromDatabase ? { code, table, constraint } : { message: error.message }),
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
  }
}
