import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { messagesOf } from '../../src/api/ws/asyncapi.js';
import { seenFrames } from './socket-client.js';

type Socket = 'agent' | 'system' | 'supervisor';

/** Validators of what a socket sends or takes, by message name. */
export function validatorsOf(socket: Socket, direction: 'sent' | 'received'): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const messages = Object.entries(messagesOf(socket)[direction]);
  return new Map(messages.map(([name, schema]) => [name, ajv.compile(schema)]));
}

/** Fails on a frame that a client of this test file has had and that the AsyncAPI document does not describe. */
export function expectDocumented(): void {
  const validators = {
    agent: validatorsOf('agent', 'sent'),
    system: validatorsOf('system', 'sent'),
    supervisor: validatorsOf('supervisor', 'sent'),
  };
  expect(seenFrames.length).toBeGreaterThan(0);
  for (const { socket, frame } of seenFrames) {
    const known = [...validators[socket as Socket].values()];
    const ofType = known.filter(
      (validate) =>
        (validate.schema as { properties: { type: { const: string } } }).properties.type.const === frame.type,
    );
    const errors = ofType.map((validate) => (validate(frame) ? undefined : validate.errors));
    if (!errors.includes(undefined))
      throw new Error(`not documented: ${JSON.stringify(frame)} ${JSON.stringify(errors)}`);
  }
}
