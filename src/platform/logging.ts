import { DatabaseError } from 'pg'
import { type DestinationStream, type Logger, pino } from 'pino'

/** Structured logs on standard error: what happened, under which request, never whose data it was. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  )
}

/** Messages of database errors can quote the row; the code, table and constraint say enough. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, table, constraint } = error as Partial<DatabaseError>
  return {
    type: error.name,
    code,
    ...(error instanceof DatabaseError ? { table, constraint } : { message: error.message }),
    stack: placesIn(error),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** Where it was thrown, without the message, which a stack begins with and which can have many lines. */
function placesIn({ stack = '', message }: Error): string {
  const places = stack.replace(message, '').split('\n')
  return places
    .filter((line) => /^ +at /.test(line))
    .slice(0, 12)
    .join('\n')
}
