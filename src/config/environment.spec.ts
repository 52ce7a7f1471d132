import { EnvironmentError, environmentNames, environmentTable, readEnvironment } from './environment.js';

function faultsOf(source: Record<string, string>): EnvironmentError {
  try {
    readEnvironment(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error('no fault was found');
}

const named = (source: Record<string, string>): string[] => faultsOf(source).faults.map((fault) => fault.name);

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readEnvironment({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './.lotse',
      redisUrl: undefined,
      databaseUrl: undefined,
      adminKey: undefined,
      webhookAllow: undefined,
      logLevel: 'warn',
      nodeId: undefined,
      endedTtlSeconds: 86400,
      memoryCeilingMb: undefined,
      timezone: 'UTC',
      quiet: false,
      testClock: false,
      url: undefined,
    });
  });

  it('takes what is set, and an empty value as unset', () => {
    const environment = readEnvironment({
      PORT: '0',
      HOST: '::1',
      REDIS_URL: 'redis://:secret@store:6379/2',
      DATABASE_URL: 'postgresql://lotse@store/lotse',
      LOTSE_WEBHOOK_ALLOW: '10.0.0.0/8, fd00::/8',
      LOTSE_QUIET: 'yes',
      LOTSE_TIMEZONE: 'Europe/Berlin',
      LOTSE_NODE_ID: '',
    });
    expect(environment).toMatchObject({ port: 0, host: '::1', quiet: true, webhookAllow: ['10.0.0.0/8', 'fd00::/8'] });
    expect(environment.nodeId).toBeUndefined();
    expect(environment.timezone).toBe('Europe/Berlin');
    for (const LOTSE_TIMEZONE of ['Mars/Base', '+02:00', '../etc'])
      expect(named({ LOTSE_TIMEZONE })).toEqual(['LOTSE_TIMEZONE']);
  });

  it('names all faults at once and no value', () => {
    const error = faultsOf({
      PORT: '70000',
      REDIS_URL: 'http://hunter2@store',
      LOTSE_ADMIN_KEY: 'hunter2 ',
      LOTSE_LOG_LEVEL: 'loud',
    });
    expect(error.faults.map((fault) => fault.name)).toEqual([
      'PORT',
      'REDIS_URL',
      'LOTSE_ADMIN_KEY',
      'LOTSE_LOG_LEVEL',
    ]);
    expect(error.message).toContain('LOTSE_LOG_LEVEL must be one of fatal');
    expect(error.message).not.toMatch(/hunter2|70000|loud/);
  });

  it.each([
    ['PORT', '3000.5'],
    ['PORT', '-1'],
    ['PORT', '0x10'],
    ['HOST', 'two words'],
    ['HOST', '300.1.1.1'],
    ['DATABASE_URL', 'mysql://store/lotse'],
    ['LOTSE_WEBHOOK_ALLOW', '10.0.0.0'],
    ['LOTSE_WEBHOOK_ALLOW', '10.0.0.0/33'],
    ['LOTSE_WEBHOOK_ALLOW', '10.0.0.0/8,'],
    ['LOTSE_NODE_ID', 'a/b'],
    ['LOTSE_ENDED_TTL_SECONDS', '0'],
    ['LOTSE_MEMORY_CEILING_MB', 'much'],
    ['LOTSE_QUIET', 'maybe'],
    ['LOTSE_URL', 'localhost:3000'],
  ])('refuses %s=%s', (name, value) => {
    expect(named({ [name]: value })).toEqual([name]);
  });

  it('keeps the movable clock out of production', () => {
    expect(readEnvironment({ LOTSE_TEST_CLOCK: '1' }).testClock).toBe(true);
    expect(named({ LOTSE_TEST_CLOCK: '1', NODE_ENV: 'production' })).toEqual(['LOTSE_TEST_CLOCK']);
  });

  it('documents every variable', () => {
    const table = environmentTable();
    for (const name of environmentNames()) expect(table).toContain(`| \`${name}\` |`);
    expect(table.split('\n')).toHaveLength(environmentNames().length + 2);
  });
});
