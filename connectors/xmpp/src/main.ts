#!/usr/bin/env node
import { pino } from 'pino';
import { systemClock } from './clock.js';
import { Connector } from './connector.js';
import { lockFolder } from './folder-lock.js';
import { readSecrets, readSettings } from './settings.js';

const log = pino({ name: 'lotse-xmpp', level: process.env['LOTSE_LOG_LEVEL'] ?? 'info' });

function fail(because: string): never {
  log.fatal(because);
  // What was not made durable was not promised; whoever starts it again begins with what was.
  process.exit(1);
}

async function main(): Promise<void> {
  const [path] = process.argv.slice(2);
  if (path === undefined) fail('say which settings file: lotse-xmpp SETTINGS.json');
  const settings = readSettings(path);
  const secrets = readSecrets(process.env);
  const lock = await lockFolder(settings.dataDir);
  const connector = await Connector.start(settings, secrets, systemClock, log, fail);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void connector.stop().then(() => {
      lock.release();
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
