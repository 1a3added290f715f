import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { noteImport } from '#workforce'
import {
  type ImportAnswer,
  type ImportKind,
  type Mapping,
  importFromFile,
  isDone,
  readMapping,
} from '#platform/imports/index'
import { importKinds } from '../app.ts'
import {
  type Command,
  type CommandIo,
  RefusedCommand,
  WrongUsage,
  commandOperator,
  dateGiven,
  needed,
  noMore,
  partnershipNamed,
  withService,
} from './command.ts'

export const importCommand: Command = {
  name: 'import',
  usage:
    'import KIND FILE --partnership CODE [--as-at DATE] [--mapping FILE.json] [--dry-run] [--accept-valid] [--complete ORGANISATION_REF] ' +
    '[--strategy CODE --title T --from DATE --to DATE] [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        partnership: { type: 'string' },
        'as-at': { type: 'string' },
        mapping: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'accept-valid': { type: 'boolean', default: false },
        complete: { type: 'string' },
        strategy: { type: 'string' },
        title: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [kindName, file, ...more] = positionals
    const kind = importKinds.find((one) => one.name === kindName)
    if (!kind) throw new WrongUsage(`KIND is one of ${importKinds.map((one) => one.name).join(', ')}.`)
    noMore(more)
    const path = needed('FILE', file)
    const code = needed('--partnership CODE', values.partnership)
    const asAt = dateGiven('--as-at', values['as-at'])
    const { strategy, title, from, to } = values
    return withService(io, async ({ services }) => {
      const answer = await importFromFile(services, {
        partnership: await partnershipNamed(services, code),
        actor: commandOperator(),
        kind,
        path,
        asAt,
        mapping: values.mapping === undefined ? undefined : await mappingFrom(values.mapping, kind),
        dryRun: values['dry-run'],
        acceptValid: values['accept-valid'],
        complete: values.complete,
        options: { strategy, title, from, to },
        note: (ctx, report) =>
          noteImport(ctx, { kind, fileName: basename(path), asAt: asAt ?? ctx.today }, report),
      })
      if (values.json) io.print(JSON.stringify(answer))
      else tell(answer, io)
      return isDone(answer, values['accept-valid']) ? 0 : 1
    })
  },
}

async function mappingFrom(path: string, kind: ImportKind): Promise<Mapping> {
  const json = await readFile(path, 'utf8').catch((error: Error) => {
    throw new RefusedCommand(`The mapping ${path} cannot be read: ${error.message}`)
  })
  const reading = readMapping(json, kind)
  if ('problem' in reading) throw new RefusedCommand(`The mapping ${path} cannot be used: ${reading.problem}`)
  return reading.mapping
}

function tell(answer: ImportAnswer, io: CommandIo): void {
  if ('refused' in answer) {
    for (const { row, column, reason } of answer.refused)
      io.print([row && `Row ${row}`, column, reason].filter(Boolean).join(': '))
    return
  }
  for (const { row, column, reason } of answer.rejected)
    io.print([`Row ${row}`, column, reason].filter(Boolean).join(': '))
  const { rows, created, changed, unchanged, rejected } = answer
  io.print(
    `${counted(rows, 'row')}: ${created} created, ${changed} changed, ${unchanged} unchanged, ${counted(rejected.length, 'problem')}`,
  )
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
