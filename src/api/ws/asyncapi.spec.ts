import { COMMAND_FRAMES, asyncApiDocument, messagesOf } from './asyncapi.js';
import { validateBody } from '../validate.js';

type Json = Record<string, never>;
interface Document {
  channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  operations: Record<string, { action: string; messages: { $ref: string }[] }>;
  components: { messages: Record<string, { name: string; payload: Json }> };
}

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument() as unknown as Document;

  function resolve(ref: string): unknown {
    return ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
  }

  it('describes the three sockets, every message named, every reference leading somewhere', () => {
    expect(Object.values(document.channels).map((channel) => channel.address)).toEqual([
      '/v1/ws/agent',
      '/v1/ws/system',
      '/v1/ws/supervisor',
    ]);
    const refs = JSON.stringify(document).match(/"#[^"]+"/g) ?? [];
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) expect([ref, resolve(JSON.parse(ref) as string)]).toEqual([ref, expect.anything()]);
    for (const [key, message] of Object.entries(document.components.messages)) expect(message.name).toBe(key);
  });

  it('says of each command what its validator wants', () => {
    for (const socket of ['agent', 'system'] as const) {
      for (const [type, dto] of Object.entries(COMMAND_FRAMES[socket])) {
        const schema = Object.values(messagesOf(socket).received).find(
          (each) => (each.properties as { type: { const: string } }).type.const === type,
        ) as {
          required: string[];
          properties: Record<string, { type?: unknown; examples?: unknown[]; oneOf?: { examples?: unknown[] }[] }>;
        };
        const body: Record<string, unknown> = {};
        for (const [name, field] of Object.entries(schema.properties)) {
          if (name === 'type' || name === 'requestId') continue;
          expect([type, name, field.oneOf ?? field.type ?? (field as { enum?: unknown }).enum]).not.toContain(
            undefined,
          );
          const example = field.examples?.[0] ?? field.oneOf?.[0]?.examples?.[0];
          if (example !== undefined) body[name] = example;
        }
        expect(() => validateBody(dto, body)).not.toThrow();
        const needed = schema.required.filter((name) => name !== 'type' && name !== 'requestId');
        for (const name of needed) {
          const { [name]: _left, ...less } = body;
          expect(() => validateBody(dto, less)).toThrow(name);
        }
      }
    }
  });
});
