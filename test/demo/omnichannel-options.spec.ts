import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readOmnichannelOptions } from '../../demo/omnichannel/options.js';
import { projectFolder, readOptions, scenarioOf, UsageError } from '../../demo/options.js';

const words = (line: string): string[] => line.split(' ');

describe('the options of the scripted center', () => {
  it('are read, and have defaults', () => {
    expect(readOmnichannelOptions(words('--scenario omnichannel --contacts 400 --seed 7 --json'))).toEqual({
      contacts: 400,
      seed: 7,
      json: true,
    });
    expect(readOmnichannelOptions(words('--scenario omnichannel'))).toEqual({ contacts: 20_000, seed: 1, json: false });
    expect(readOmnichannelOptions(words('--scenario omnichannel --help'))).toBeUndefined();
  });

  it('choose what is played', () => {
    expect(scenarioOf([])).toBe('bank');
    expect(scenarioOf(words('--scenario omnichannel --seed 2'))).toBe('omnichannel');
    expect(() => scenarioOf(words('--scenario circus'))).toThrow(/--scenario circus is unknown: there is omnichannel/);
    expect(() => scenarioOf(['--scenario'])).toThrow(UsageError);
  });

  it.each([
    ['--contacts 99', /--contacts must be a number from 100 to 1000000/],
    ['--contacts many', /--contacts must be a number/],
    ['--contacts 400.5', /--contacts must be a whole number/],
    ['--seed=-1', /--seed must be a number from 0/],
    ['--speed 10', /--speed belongs to the bank's day/],
    ['--date 990204', /--date belongs to the bank's day/],
    ['--profile p.json', /--profile belongs to the bank's day/],
    ['--agents 7', /Unknown option '--agents'/],
  ])('refuse %s', (line, message) => {
    expect(() => readOmnichannelOptions(words(`--scenario omnichannel ${line}`))).toThrow(message);
    expect(() => readOmnichannelOptions(words(`--scenario omnichannel ${line}`))).toThrow(UsageError);
  });

  it('that are of the scripted center alone are refused for the day of the bank', () => {
    expect(() => readOptions(words('--contacts 400'))).toThrow(/--contacts belongs to --scenario omnichannel/);
  });

  it('that make no sense end the program with 2 and one line, before a server is started', async () => {
    const tool = [join(projectFolder(), 'tools/run.mjs'), 'demo', '--scenario', 'omnichannel', '--contacts', '7'];
    const run = promisify(execFile)(process.execPath, tool, { env: { ...process.env, NODE_OPTIONS: '' } });
    await expect(run).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'demo: --contacts must be a number from 100 to 1000000\n',
    });
  }, 120_000);
});
