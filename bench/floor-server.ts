import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { Redis } from 'ioredis';

/**
 * What the machine can do at best with the same POST: a bare Fastify server that answers it with one script of a few
 * writes. Fixed, so that figures of different days can be compared by their ratio to it.
 */
const SCRIPT = `
local seq = redis.call('INCR', KEYS[1])
redis.call('HSET', KEYS[2], 'id', ARGV[1], 'spec', ARGV[2], 'state', 'waiting', 'seq', seq)
redis.call('ZADD', KEYS[3], seq, ARGV[1])
redis.call('XADD', KEYS[4], '*', 't', 'contact.waiting', 'c', ARGV[1])
return seq`;
const PREFIX = 'floor:{bench}:';

const redis = new Redis(process.env['REDIS_URL'] ?? '');
const sha = createHash('sha1').update(SCRIPT).digest('hex');
await redis.script('LOAD', SCRIPT);

const server = Fastify({ logger: false });
server.post('/v1/contacts', async (request, reply) => {
  const body = request.body as { id: string };
  const keys = [`${PREFIX}seq`, `${PREFIX}contact:${body.id}`, `${PREFIX}order`, `${PREFIX}events`];
  const seq = await redis.evalsha(sha, keys.length, ...keys, body.id, JSON.stringify(body));
  return reply.code(201).send({ id: body.id, state: 'waiting', position: seq });
});
await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
