/** Run with NODE_OPTIONS=--experimental-vm-modules: the project and Nest 12 are ES modules. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/client/src', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^@lotse/client$': '<rootDir>/client/src/index.ts' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false, tsconfig: 'tsconfig.json' }] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Many tests wait, for a process to start or a time-out to pass: three at once keep two processors busy.
  maxWorkers: 3,
  // Only what hangs is to meet it: a busy machine may need minutes for what takes seconds.
  testTimeout: 180000,
};
