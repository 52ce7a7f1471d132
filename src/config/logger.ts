import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/**
 * Structured logs. A line that concerns a contact carries `contactId`; what could name a person or open a door is cut
 * wherever it stands.
 */
export type Logger = PinoLogger;
export const LOGGER = Symbol('Logger');

const CUT = [
  'customer',
  'name',
  'identities',
  'attributes',
  'token',
  'key',
  'authorization',
  'correlation',
  'notifyUrl',
  'secret',
  'previousSecret',
  'note',
  // What the database's client adds to an error: the values of the statement, the row that did not fit.
  'parameters',
  'driverError',
  'detail',
];

/** @param to where the lines go; standard error when left out */
export function createLogger(level: string, nodeId: string, to: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: { node: nodeId },
      redact: { paths: CUT.flatMap((field) => [field, `*.${field}`]), remove: true },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    to,
  );
}
