import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const testFiles = ['**/*.test.ts', 'tests/**', 'bench/**'];

const inlineStyle = {
  selector: 'TemplateElement[value.raw=/\\sstyle\\s*=/]',
  message: 'No inline style: the content security policy refuses it. Use a class of the component.',
};
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in one place: src/platform/config.',
};
const rawMarkup = {
  name: 'hono/html',
  message: 'Markup is written with `html` of src/web/html.ts, which escapes; only that file knows hono.',
};
/** node:test returns promises that its runner awaits itself. */
const testCalls = ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'];

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      'var/',
      'dist/',
      '.cache/',
      'test-results/',
      'deploy/**/cdk.out/',
      'tests/boundaries/fixture/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'no-restricted-imports': ['error', { paths: [rawMarkup] }],
      'no-restricted-syntax': ['error', inlineStyle],
      'no-warning-comments': ['error', { terms: ['fixme', 'xxx', 'hack'] }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers print the same everywhere; `String(n)` around each would only be noise.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Spreading a text into its characters is what folding and cutting are made of.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Costly, and about what this code has not: enums, and instances checked by their constructor.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A front door answers promises, also where today's answer is at hand at once.
      '@typescript-eslint/require-await': 'off',
      // A type alias goes where a JSON object is asked for; an interface has no index signature.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: testCalls }] },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/platform/config/**', 'src/web/assets/**'],
    rules: { 'no-restricted-syntax': ['error', inlineStyle, environment] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/cli/**', 'src/main.ts', 'src/web/assets/**'],
    rules: { 'no-console': 'error' },
  },
  { files: ['src/web/html.ts'], rules: { 'no-restricted-imports': 'off' } },
  // Mail programs know no style sheets.
  {
    files: ['src/modules/messaging/**', 'src/platform/mail/**'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  // A catalogue of messages is one table, however long.
  { files: ['src/web/messages/*.ts', 'src/**/demo/*.ts'], rules: { 'max-lines': 'off' } },
  // Its types come from packages of its own, which `npm run check` does without; `tsc -p deploy` knows them.
  { files: ['deploy/**/*.ts'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: testFiles,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // Tools that load a file by its default export.
  {
    // What REST answers is JSON of any shape until rest-client.ts has held it against its schema.
    files: ['tests/api/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/playwright.config.ts', 'tests/journeys/open-shops.ts', 'scripts/testing/*-reporter.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
