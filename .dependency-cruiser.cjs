// The walls of docs/adr and design: each rule has a test in tests/boundaries that breaks it on purpose.
const tests = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third. Types alone may point back.',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'module-by-its-front-door',
      comment: 'Another module is entered through its index.ts only.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'types-only-across-modules',
      comment: 'Modules know each other by type; compose.ts hands them their partners.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: tests },
      to: { path: '^src/modules/', pathNot: '^src/modules/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'faces-by-the-front-door',
      comment: 'Pages, REST, command line and wiring call front doors, never a store or another inner file.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(modules|platform)/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'modules-know-no-face',
      comment: 'A module does not know who shows it.',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/', pathNot: '^src/(modules|platform)/' },
    },
    {
      name: 'faces-apart',
      comment: 'Pages, REST and command line do not build on each other; there is one way to write markup.',
      severity: 'error',
      from: { path: '^src/(web|api|cli)/', pathNot: tests },
      to: { path: '^src/(web|api|cli)/', pathNot: ['^src/$1/', '^src/web/html\\.ts$'] },
    },
    {
      name: 'platform-knows-nobody',
      comment: 'The platform would serve any shop: it knows no module and no face.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'shop-without-deploy',
      comment: 'deploy/ is a package of its own: `npm start` must not need it. The cluster of its tests may.',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: '^scripts/provision/cluster/' },
      to: { path: '^deploy/' },
    },
    {
      name: 'deploy-without-shop',
      comment: 'What deploys the shop reads its settings, not its code; what runs inside the image is part of it.',
      severity: 'error',
      from: { path: '^deploy/', pathNot: [tests, '^deploy/testing/', '^deploy/image/'] },
      to: { path: '^src/', pathNot: '^src/platform/config/' },
    },
    {
      name: 'code-without-tests',
      comment: 'What runs in production does not depend on test support or on a test.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: ['^tests/', '^scripts/', '^bench/', tests] },
    },
    {
      name: 'code-without-development-packages',
      comment: 'An image is built without development packages.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/web/assets/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unknown-package',
      comment: 'Each import resolves, to a file or to a package that package.json names.',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^var/', '^src/web/assets/browser/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
