import base from '../jest.config.mjs';

/** The connectors with the real systems that they connect: `npm run test:connectors` finds those first. */
export default {
  ...base,
  rootDir: '..',
  roots: ['<rootDir>/connectors'],
  // Calls a second are measured here: no other file beside it.
  maxWorkers: 1,
};
