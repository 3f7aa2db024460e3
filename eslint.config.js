import svelte from 'eslint-plugin-svelte'
import { defineConfig, globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'

/** A door: the one file (or folder) that may import what everybody else asks it for. dependency-cruiser checks the layers; this is the squiggle. */
const door = (name, message, typesAreFree = false) => ({ name, message, allowTypeImports: typesAreFree })
const electron = door('electron', 'Only main/app talks to Electron, and preload/bridge.ts to its renderer half.')
const ipc = {
  ...electron,
  importNames: ['ipcMain'],
  message: 'Register channels through main/app/handle.ts: it checks sender and payload.',
}
const sqlite = door('better-sqlite3', 'SQL stays in db/: write a query file there.', true)
const onlyThrough = (...doors) => ({ '@typescript-eslint/no-restricted-imports': ['error', { paths: doors }] })

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    'test/fixture/',
    'build/example/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  typescript.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: {
      parserOptions: {
        project: ['pure', 'node', 'preload', 'renderer'].map((runtime) => `build/tsconfig.${runtime}.json`),
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Numbers and booleans read well in a template; objects and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Takes what a callback or an awaited call changes for constant.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Says `undefined` where a caller wants it said; the compiler checks the rest.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      ...onlyThrough(electron, sqlite),
    },
  },
  { files: ['main/app/**'], rules: onlyThrough(ipc, sqlite) },
  { files: ['main/app/handle.ts', 'preload/bridge.ts'], rules: onlyThrough(sqlite) },
  { files: ['db/**'], rules: onlyThrough(electron) },
  // Programs that speak to a terminal.
  {
    files: [
      'build/**',
      'test/bench/**',
      'test/fuzz/**',
      'test/score/**',
      'test/oracle/**',
      'test/zos-cases/**',
      'test/compare-pairs/**',
      'test/export-roundtrip/**',
      'test/gallery/**',
      'main/command/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      // `let { a } = $props()` is how Svelte declares them.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      // A cache beside the state is no state: what is shown is $state.raw, replaced as a whole.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // The parser knows no types in snippets and event handlers of a template and calls them `any`; svelte-check does know them.
    files: ['**/*.svelte'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return']
        .map((what) => `@typescript-eslint/no-unsafe-${what}`)
        .concat('@typescript-eslint/restrict-plus-operands', '@typescript-eslint/restrict-template-expressions')
        .map((rule) => [rule, 'off']),
    ),
  },
  {
    files: ['test/**'],
    rules: {
      ...onlyThrough({ ...electron, allowTypeImports: true }),
      // A test states what it knows about its own data.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Stand-ins and spies are plain objects, whose functions know no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [typescript.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
