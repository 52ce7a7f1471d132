// `npm start`: builds where needed and becomes the server, in this very process, so that signals reach it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, root } from './build.mjs';

await ensureBuilt();
if (process.env.npm_lifecycle_event !== undefined) {
  // Started by npm: when that is killed, nobody is left to stop the server.
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
await import(pathToFileURL(join(root, 'dist', 'src', 'main.js')).href);
