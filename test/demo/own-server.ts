import { dirname } from 'node:path';
import { type DemoServer, openServer } from '../../demo/server.js';

/** A built server with stores of its own, whatever servers the environment names; where Redis was fetched, with that. */
export function openOwnServer(port?: () => Promise<number>): Promise<DemoServer> {
  const { command } = JSON.parse(process.env['TEST_REDIS_PROGRAM'] ?? '{"command":""}') as { command: string };
  const LOTSE_DATA_DIR = dirname(dirname(command));
  return openServer({ ...process.env, LOTSE_URL: '', LOTSE_ADMIN_KEY: '', LOTSE_DATA_DIR }, port);
}
