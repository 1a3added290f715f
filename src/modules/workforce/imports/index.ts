/** Bringing files in on screen. */
import type { Job } from '#platform'
import type { AnyRoute } from '#web'
import { applyImportJob } from './apply-import.job.ts'
import { checkImportJob } from './check-import.job.ts'
import { columnsPage } from './columns.page.tsx'
import { differencesPages } from './differences.page.tsx'
import { errorsDownload } from './errors.download.ts'
import { forgetImportJob } from './forget-import.job.ts'
import { importPage } from './import.page.tsx'
import { importsPages } from './imports.page.tsx'
import { mappingPage } from './mapping.page.tsx'
import { mappingsPages } from './mappings.page.tsx'
import { newImportPage } from './new-import.page.tsx'
import { takeDroppedFilesJob } from './take-dropped-files.job.ts'
import { templateDownload } from './template.download.ts'
import { totalsPages } from './totals.page.tsx'
import { uploadFilePage } from './upload-file.page.tsx'

export const importRoutes: AnyRoute[] = [
  ...importsPages,
  ...mappingsPages,
  mappingPage,
  ...totalsPages,
  newImportPage,
  uploadFilePage,
  templateDownload,
  importPage,
  columnsPage,
  errorsDownload,
  ...differencesPages,
]
export const importJobs: Job[] = [checkImportJob, applyImportJob, forgetImportJob, takeDroppedFilesJob]
