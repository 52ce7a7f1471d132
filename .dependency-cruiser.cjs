/** The arrows between the folders: what each may import. Everything that is not named as allowed is forbidden. */

/** One rule: files below `folder` import, of the project's own, only from themselves and from `allowed`. */
const onlyImports = (folder, allowed, comment) => ({
  name: `${folder.replaceAll('/', '-')}-only-imports-${allowed.map((name) => name.replaceAll('/', '-')).join('-or-') || 'itself'}`,
  severity: 'error',
  comment,
  from: { path: `^${folder}/`, pathNot: '\\.spec\\.ts$' },
  to: {
    path: '^(src|client|connectors|test|tools|demo|bench|migrations)/',
    pathNot: `^(${[folder, ...allowed].join('|')})/`,
  },
});

/** The lowest layers. Every other folder of `src` is a use, and may import these. */
const layers = ['config', 'domain', 'routing', 'live', 'matcher', 'store', 'api', 'embedded'];

module.exports = {
  forbidden: [
    onlyImports('src/config', [], 'the environment knows nothing of the rest'),
    onlyImports('src/domain', [], 'the terms and rules of the field stand alone'),
    onlyImports('src/routing', ['src/domain'], 'the engine is pure: no store, no clock, no framework'),
    onlyImports('src/estimate', ['src/routing', 'src/domain'], 'waits are estimated without store, clock or framework'),
    onlyImports('src/live', ['src/domain', 'src/config'], 'transitions in Redis'),
    onlyImports(
      'src/matcher',
      ['src/routing', 'src/live', 'src/hours', 'src/domain', 'src/config'],
      'decides and commits',
    ),
    onlyImports('src/hours', ['src/domain'], 'pure: when it is open'),
    onlyImports('src/store', ['src/domain', 'src/config', 'migrations'], 'PostgreSQL'),
    onlyImports('src/embedded', ['src/config'], 'private stores'),
    onlyImports('client', [], 'the client knows the server by its documents alone'),
    onlyImports('connectors/xmpp/src', ['client'], 'a connector knows the server by its client alone'),
    onlyImports('tools/audit', [], 'the audit shares no code with what it audits'),
    {
      name: 'routing-does-no-io',
      severity: 'error',
      comment: 'the engine stays pure and synchronous',
      from: { path: '^src/(routing|domain|estimate)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'api-imports-services-and-domain',
      severity: 'error',
      comment:
        'the face talks to services, never to the stores or the matcher itself; modules wire, types may be named',
      from: { path: '^src/api/', pathNot: '\\.(module|spec)\\.ts$' },
      to: { path: '^src/(live|matcher|store|embedded)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'uses-do-not-import-the-face',
      severity: 'error',
      comment: 'services know nothing of HTTP and sockets',
      from: {
        path: '^src/',
        pathNot: `^src/(${layers.join('|')})/|^src/[^/]+\\.ts$|\\.(controller|gateway|module|spec)\\.ts$`,
      },
      to: { path: '^src/api/' },
    },
    {
      name: 'the-server-does-not-use-its-client',
      severity: 'error',
      comment: 'the client is for those who talk to the server',
      from: { path: '^src/' },
      to: { path: '^client/' },
    },
    {
      name: 'the-client-is-used-through-its-entry',
      severity: 'error',
      comment: 'what its package does not export is its own business',
      from: { path: '^(tools|demo|bench|migrations|connectors)/' },
      to: { path: '^client/', pathNot: '^client/src/index\\.ts$' },
    },
    {
      name: 'no-test-code-in-the-program',
      severity: 'error',
      comment: 'what only tests use is not shipped',
      from: { path: '^(src|client|connectors/[^/]+/src|tools|demo|bench|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
    {
      name: 'no-development-packages-in-the-program',
      severity: 'error',
      comment: 'an installation without development packages runs',
      from: { path: '^(src|client|connectors/[^/]+/src)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    { name: 'no-cycles', severity: 'error', comment: 'one direction', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['lotse-source', 'import', 'node', 'default'],
    },
  },
};
