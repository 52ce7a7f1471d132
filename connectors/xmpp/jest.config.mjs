/** The tests against a real XMPP server: `npm run test:xmpp`. */
import base from '../../jest.config.mjs';

const root = '<rootDir>/../..';
export default {
  ...base,
  roots: ['<rootDir>/test'],
  moduleNameMapper: { ...base.moduleNameMapper, '^@lotse/client$': `${root}/client/src/index.ts` },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false, tsconfig: `${root}/tsconfig.json` }] },
  globalSetup: `${root}/test/support/global-setup.mjs`,
  globalTeardown: `${root}/test/support/global-teardown.mjs`,
};
