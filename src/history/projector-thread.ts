import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '../config/logger.js';
import { LiveConnection } from '../live/connection.js';
import { EventLog } from '../live/log.js';
import { POOLS } from '../store/data-source.js';
import { Postgres } from '../store/postgres.js';
import { Projector } from './projector.js';
import type { FromThread, ThreadData, ToThread } from './thread-messages.js';

/** The projector in a thread of its own, on its own connections to both stores. `ThreadedProjector` starts it. */
const { redisUrl, databaseUrl, nodeId, logLevel, timezone, wanted } = workerData as ThreadData;
const logger = createLogger(logLevel, nodeId);
const listeners = new Set<() => void>();
const connection = new LiveConnection({
  url: redisUrl,
  onFault: (error) => logger.error({ err: error }, 'the live store does not open to the archive'),
});
const log = new EventLog(connection);
const postgres = new Postgres(databaseUrl, POOLS.projector);

const projector = new Projector(
  postgres,
  {
    eventsAfter: (cursor, limit) => {
      // Before the read: what comes after it and is not in it is told.
      Atomics.store(wanted, 0, 1);
      return log.after(cursor, limit);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    confirmProjected: (eventId) => log.confirm('projected', eventId),
  },
  logger,
  (status) => say({ type: 'status', ...status }),
  timezone,
);

function say(message: FromThread): void {
  parentPort?.postMessage(message);
}

async function stop(): Promise<void> {
  await projector.stop();
  await connection.close();
  await postgres.close();
  parentPort?.close();
}

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'grew') for (const listener of listeners) listener();
  else if (message.type === 'stop') void stop();
  else {
    const { ticket, id, timeoutMs } = message;
    void projector.waitFor(id, timeoutMs).then((arrived) => say({ type: 'waited', ticket, arrived }));
  }
});

connection.connect().catch((error: unknown) => logger.warn({ err: error }, 'the archive waits for the live store'));
projector.start();
