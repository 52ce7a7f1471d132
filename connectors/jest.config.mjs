import base from '../jest.config.mjs';

/** The connectors with the real systems that they connect: `npm run test:connectors` finds those first. */
export default {
  ...base,
  rootDir: '..',
  roots: ['<rootDir>/connectors'],
};
