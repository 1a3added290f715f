import { z } from 'zod'

const section = z.object({
  heading: z.string(),
  section: z.enum([
    'purpose',
    'cohorts',
    'drivers',
    'actions',
    'plan-status',
    'comparison',
    'teams',
    'compliance',
    'risks',
    'next',
    'outlook',
    'priorities',
    'implications',
    'recommendation',
    'background',
  ]),
  /** For `actions`: the numbers of the plan's actions it tells of; all of them when none is named. */
  actions: z.array(z.string()).optional(),
})

/** What an officer wrote of a paper: its structure and words. Its figures are filled in when it is opened. */
export const paperContent = z.object({
  purpose: z.string(),
  divisions: z.string().optional(),
  sponsor: z.string().nullable(),
  authors: z.array(z.string()),
  headings: z.array(section),
  recommendations: z.array(z.string()),
  corporatePriorities: z.object({ defaultSentence: z.string(), priorities: z.array(z.string()) }),
  backgroundPapers: z.array(
    z.object({
      title: z.string(),
      author: z.string(),
      year: z.number().nullable(),
      access: z.enum(['public', 'exempt']),
    }),
  ),
  inspectionRight: z.object({ act: z.string(), section: z.string(), sentence: z.string() }),
  note: z.string().optional(),
})

export type PaperContent = z.output<typeof paperContent>
export type PaperSection = PaperContent['headings'][number]
