import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** Another process has the folder. */
export class FolderTaken extends Error {}

/**
 * Makes sure that one process has a folder: it listens on a socket there, and so is known to be dead when nobody
 * answers, however it died.
 * @throws FolderTaken
 */
export async function lockFolder(folder: string): Promise<{ release(): void }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  for (let attempt = 1; ; attempt += 1) {
    const server = createServer((socket) => socket.destroy());
    server.listen(path);
    try {
      await once(server, 'listening');
      server.unref();
      return { release: () => release(server) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
    if (attempt > 1 || (await isAnswered(path))) throw new FolderTaken(`another connector has ${folder}`);
    rmSync(path, { force: true });
  }
}

function release(server: Server): void {
  server.close();
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
