/**
 * The arrows of the architecture: modules → web → platform, and between modules only downwards in this list and only
 * through a module's front door, its index.ts.
 */
const everyonesModules = ['partnership', 'workforce', 'access']
const mayUse = {
  partnership: [],
  workforce: ['partnership'],
  access: ['partnership', 'workforce'],
  communications: everyonesModules,
  assurance: [...everyonesModules, 'communications'],
  learning: [...everyonesModules, 'communications', 'assurance'],
  // On top: they read what the others publish, and nobody below uses them.
  statistics: [...everyonesModules, 'assurance', 'learning'],
  census: [...everyonesModules, 'statistics'],
  strategy: [...everyonesModules, 'communications', 'statistics'],
  governance: [...everyonesModules, 'communications', 'assurance', 'learning', 'statistics', 'strategy'],
}

const allModules = Object.keys(mayUse)
const tests = '\\.test\\.tsx?$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment:
        'Two files that need each other are one file, or have a third one in common. Types alone may name each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-stands-alone',
      comment: 'The platform knows nothing of pages and modules.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'web-knows-no-module',
      comment: 'What every page shares knows no subject.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(web|platform)/' },
    },
    {
      name: 'modules-know-no-command',
      comment: 'Modules are put together by app.ts, and do not reach up to it.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(modules|web|platform)/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'A module uses another through its index.ts only.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: tests },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.ts$', '^src/modules/$1/'] },
    },
    {
      name: 'through-the-front-door-from-above',
      comment: 'app.ts and the commands use a module through its index.ts only.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/modules/', tests] },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'a-module-with-arrows',
      comment: 'A new module says in .dependency-cruiser.cjs which others it may use.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: `^src/modules/(${allModules.join('|')})/` },
      to: {},
    },
    ...allModules.map((name) => ({
      name: `arrows-of-${name}`,
      comment: `${name} may use ${mayUse[name].join(', ') || 'no other module'}.`,
      severity: 'error',
      from: { path: `^src/modules/${name}/`, pathNot: tests },
      to: { path: '^src/modules/', pathNot: `^src/modules/(${[name, ...mayUse[name]].join('|')})/` },
    })),
    {
      name: 'only-what-is-installed-for-it',
      comment: 'The running service has only the packages under "dependencies".',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-missing-file',
      severity: 'error',
      // Scripts for browsers name files as browsers see them.
      from: { path: '^src/', pathNot: '^src/web/assets/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
