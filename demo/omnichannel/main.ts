import { HELP } from '../options.js';
import { openServer } from '../server.js';
import { readOmnichannelOptions } from './options.js';
import { isSound, jsonOf, reportOf } from './report.js';
import { runScript } from './run.js';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** `npm run demo -- --scenario omnichannel`. The answer is the exit code. @throws UsageError */
export async function playOmnichannel(args: readonly string[]): Promise<number> {
  const options = readOmnichannelOptions(args);
  if (!options) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  say(`lotse demo: the scripted center, ${options.contacts} contacts, seed ${options.seed}`);
  const server = await openServer(process.env);
  const stopEarly = (): void => void server.stop().finally(() => process.exit(130));
  process.once('SIGINT', stopEarly);
  process.once('SIGTERM', stopEarly);
  try {
    say(`server: ${server.url}${server.isPrivate ? ' (private, ends with the demo)' : ''}`);
    const results = await runScript(options, server, process.stderr);
    if (options.json) {
      say(reportOf(results));
      process.stdout.write(`${JSON.stringify(jsonOf(results))}\n`);
    } else process.stdout.write(`\n${reportOf(results)}\n`);
    return isSound(results) ? 0 : 1;
  } finally {
    process.off('SIGINT', stopEarly);
    process.off('SIGTERM', stopEarly);
    await server.stop();
  }
}
