import { defineConfig } from 'vitest/config'

/** Tests run in New York on purpose: the machine's time zone must never decide a date. */
process.env['TZ'] = 'America/New_York'

const shared = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } }

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
          include: ['src/**/*.test.{ts,tsx}', 'test/unit/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.{ts,tsx}', '**/*.page.test.{ts,tsx}', '**/*.browser.test.ts'],
        },
      },
      {
        ...shared,
        test: {
          name: 'database',
          sequence: { groupOrder: 1 },
          include: ['{src,test}/**/*.db.test.{ts,tsx}'],
          globalSetup: ['test/support/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'pages',
          sequence: { groupOrder: 2 },
          include: ['{src,test}/**/*.page.test.{ts,tsx}'],
          globalSetup: ['test/support/database.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          sequence: { groupOrder: 3 },
          include: ['test/**/*.browser.test.ts'],
          globalSetup: ['test/support/browser.setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
