// Who may import whom, once, as ARCHITECTURE.md tells it: `npm run layers` fails on any import that this forbids.

const PURE = '^main/(format|net|tls|x509|join|settings|diagnose|compare|presentation|collect|export|reference)/'

const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
/** Code in `folder` may reach only these; node_modules and Node itself have rules of their own below. */
const reaches = (folder, targets, comment) =>
  forbid(
    `${folder.replaceAll('/', '-')}-reaches-only-its-own`,
    { path: `^${folder}/` },
    { path: '^(main|db|preload|renderer)/', pathNot: `^(${targets.join('|')})` },
    comment,
  )

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // The border.
    forbid(
      'contract-is-a-leaf',
      { path: '^preload/contract/' },
      { pathNot: '^(preload/contract/|node_modules/zod/)' },
      'Every process shares the contract, so it may know none of them.',
    ),
    forbid(
      'bridge-bundles-nothing',
      { path: '^preload/[^/]+$' },
      { pathNot: '^(preload/|node_modules/electron/)|^electron$', dependencyTypesNot: ['type-only'] },
      'A sandboxed preload can require nothing but electron.',
    ),
    forbid(
      'bridge-has-plain-names-only',
      { path: '^preload/[^/]+$' },
      { path: '^preload/contract/(?!(shell-)?channel)', dependencyTypesNot: ['type-only'] },
      'Schemas would put zod into the preload; import their types.',
    ),
    forbid(
      'window-sees-only-the-contract',
      { path: '^renderer/' },
      {
        path: '^main/(?!presentation/)|^(db|build|test)/|^preload/(?!contract/)|node_modules/(electron|better-sqlite3|ws|sirv|commander)/',
      },
      'The window is untrusted and runs in any browser: ask the engine through preload/contract.',
    ),
    forbid(
      'window-has-plain-names-only',
      { path: '^renderer/' },
      {
        path: '^preload/contract/(?!(cause|note-length|report-section|wire)[.]ts)',
        dependencyTypesNot: ['type-only'],
      },
      'Schemas would put zod into the window, a ninth of its code; import their types.',
    ),
    forbid(
      'window-does-no-io',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
      'There is no Node in the window.',
    ),

    // Pure folders: bytes and values in, values out.
    forbid(
      'pure-code-does-no-io',
      { path: PURE },
      { dependencyTypes: ['core'] },
      'Take bytes, give values; main/ingest and main/engine do the I/O.',
    ),
    forbid(
      'pure-code-uses-no-library',
      { path: PURE },
      { path: 'node_modules/', pathNot: 'node_modules/@peculiar/' },
      'Only main/x509 leans on a library, @peculiar/x509 and the schemas that it is made of.',
    ),
    forbid(
      'only-x509-uses-peculiar',
      { path: '^main/', pathNot: '^main/x509/' },
      { path: 'node_modules/@peculiar/' },
      'Certificates are reduced to plain values in main/x509.',
    ),
    reaches('main/reference', ['main/reference/'], 'Tables know nobody.'),
    reaches('main/net', ['main/net/'], 'A layer below TLS does not know TLS.'),
    reaches('main/x509', ['main/x509/', 'main/reference/'], 'Certificates are plain values.'),
    reaches(
      'main/tls',
      ['main/tls/', 'main/x509/', 'main/reference/'],
      'TLS structures do not know where their bytes came from.',
    ),
    reaches(
      'main/format',
      ['main/format/', 'main/reference/', 'main/tls/message'],
      'A reader turns bytes into trace events and nothing more.',
    ),
    reaches('main/join', ['main/join/', 'main/tls/'], 'Joining works on legs.'),
    reaches(
      'main/settings',
      ['main/settings/', 'main/format/setting-block', 'main/reference/'],
      'What is set up is told from what the readers of settings keep.',
    ),
    reaches(
      'main/diagnose',
      [
        'main/diagnose/',
        'main/settings/',
        'main/collect/',
        'main/tls/',
        'main/x509/',
        'main/reference/',
        'preload/contract/cause',
      ],
      'A rule judges decoded connections.',
    ),
    reaches(
      'main/compare',
      ['main/compare/', 'main/tls/', 'main/x509/', 'main/reference/'],
      'A comparison works on decoded connections.',
    ),
    reaches(
      'main/presentation',
      ['main/presentation/', 'preload/contract/'],
      'Window and report say and draw the same from what the contract brings.',
    ),
    reaches(
      'main/collect',
      ['main/collect/', 'main/settings/address-range', 'main/reference/'],
      'What to type on z/OS follows from names and documentation alone.',
    ),
    reaches(
      'main/export',
      ['main/export/', 'main/settings/address-range', 'main/tls/(leg|message)', 'main/presentation/harmless'],
      'What leaves as a file of another kind is written from plain values.',
    ),
    forbid(
      'rules-stand-alone',
      { path: '^main/diagnose/rule/' },
      { path: '^main/diagnose/rule/' },
      'An idea that two rules share belongs in main/diagnose/.',
    ),

    // Processes.
    reaches(
      'db',
      ['db/', 'preload/contract/', 'main/(tls|ingest|join)/(leg|message|sink|apart|clocks)'],
      'The index stores what ingest hands over; it decodes nothing.',
    ),
    reaches(
      'main/ingest',
      ['main/(ingest|format|net|tls|x509|join|diagnose|reference)/', 'db/'],
      'Ingest is driven by the engine and does not know it.',
    ),
    reaches(
      'main/report',
      ['main/(report|presentation|tls|x509|reference|settings|diagnose|compare)/', 'db/', 'preload/contract/'],
      'A report is made from the index.',
    ),
    reaches(
      'main/engine',
      [
        'main/(engine|ingest|format|net|tls|x509|join|settings|diagnose|compare|presentation|collect|export|report|reference)/',
        'db/',
        'preload/contract/',
      ],
      'The engine knows the core, not who is asking.',
    ),
    reaches(
      'main/serve',
      ['main/(serve|engine)/', 'preload/contract/'],
      'serve carries messages between a browser and the engine.',
    ),
    reaches(
      'main/command',
      ['main/(command|serve|engine|presentation|collect|report|reference)/', 'db/', 'preload/contract/'],
      'A command asks the engine.',
    ),
    reaches(
      'main/app',
      ['main/app/', 'main/engine/(supervisor|process-message|example-folder|home)', 'preload/contract/'],
      'The main process parses no trace and opens no database: it starts the engine.',
    ),
    forbid(
      'only-app-uses-electron',
      { path: '^(main|db|renderer)/', pathNot: '^main/app/' },
      { path: 'node_modules/electron/|^electron$' },
      'Everything but main/app must run without Electron.',
    ),
    forbid(
      'only-db-uses-sqlite',
      { path: '^(main|preload|renderer)/' },
      { path: 'node_modules/(@types/)?better-sqlite3/' },
      'SQL stays in db/.',
    ),
    forbid(
      'product-does-not-lean-on-its-tests',
      { path: '^(main|db|preload|renderer)/' },
      { path: '^(test|build)/' },
      'What ships stands alone.',
    ),

    forbid(
      'only-declared-libraries',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
      "Another package's dependency may move away: name it in package.json.",
    ),
    forbid(
      'ships-with-what-it-uses',
      { path: '^(main|db)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/(electron|@types)/' },
      'The package installs no development dependencies; the window is bundled, the rest is not.',
    ),

    forbid('no-cycles', {}, { circular: true }, 'A cycle hides which layer owns what.'),
    forbid('everything-resolves', {}, { couldNotResolve: true }, 'A path that leads nowhere.'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json', '.svelte'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
    },
  },
}
