import { DomainError } from '../../src/domain/errors.js';
import { botAttempt, type BotAttemptParts } from '../../src/webhooks/bot-attempt.js';
import { onBotLoss } from '../../src/webhooks/bot-loss.js';

const bot = { id: 'bot/b', url: 'https://bot.example.com/', incarnation: 'one' };
const offered = JSON.stringify({ type: 'offer.created', offer: { id: 'o' }, cursor: '1.1', at: '' });
const updated = JSON.stringify({ type: 'contact.updated', contact: { id: 'c' }, cursor: '1.2', at: '' });

describe('an attempt to tell a bot', () => {
  let done: string[];
  let answer: { status: number; text: string } | undefined;
  let outcome: string | undefined;
  let fault: Error | undefined;
  let stopping: boolean;
  let timeouts: number[];
  beforeEach(() => {
    [done, timeouts, outcome, fault, stopping] = [[], [], undefined, undefined, false];
    answer = { status: 200, text: '{"answer":"accept"}' };
  });

  const run = (what: string): Promise<never> => {
    done.push(what);
    return fault === undefined ? (Promise.resolve() as Promise<never>) : Promise.reject(fault);
  };
  const parts = (): BotAttemptParts => ({
    live: {
      now: () => 1_000,
      offer: () => Promise.resolve({ expiresAt: 9_000, outcome } as never),
      accept: () => run('accept'),
      refuseOffer: ({ outcome: as, reason }) => run(`${as} ${reason}`),
    },
    ask: (_url, _body, timeoutMs) => {
      timeouts.push(timeoutMs);
      return answer === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(answer);
    },
    learn: () => undefined,
    answered: () => Promise.resolve(),
    stopping: () => stopping,
  });
  const attempt = (body: string): Promise<string | undefined> => botAttempt('c', bot, parts())(body);

  it('lets an answer to an offer take no longer than the offer lives', async () => {
    expect(await attempt(offered)).toBeUndefined();
    expect(await attempt(updated)).toBeUndefined();
    expect([timeouts, done]).toEqual([[8_000, 15_000], ['accept']]);
  });

  it('is none where the offer has ended', async () => {
    outcome = 'rescinded';
    expect(await attempt(offered)).toBeUndefined();
    expect([timeouts, done]).toEqual([[], []]);
  });

  it.each([
    ['{"answer":"decline","reason":"no\\u0000"}', ['declined undefined']],
    ['{"answer":"decline","reason":7}', ['declined undefined']],
    ['{"answer":"decline","reason":"busy"}', ['declined busy']],
    ['{"answer":null}', ['missed failed']],
    ['[1]', []],
    ['null', []],
    ['OK', []],
  ])('understands %j', async (text, expected) => {
    answer = { status: 200, text };
    expect(await attempt(offered)).toBeUndefined();
    expect(done).toEqual(expected);
  });

  it('is made again while the store is away, and blames nobody for it', async () => {
    fault = new DomainError('outcomeUnknown', 'no answer');
    await expect(attempt(offered)).rejects.toBe(fault);
    expect(done).toEqual(['accept']);
  });

  it('is done with where somebody else was faster', async () => {
    fault = new DomainError('offerEnded', 'ended', { offerOutcome: 'rescinded' });
    expect(await attempt(offered)).toBeUndefined();
  });

  it('that a stopping node cut off misses no offer', async () => {
    [answer, stopping] = [undefined, true];
    expect(await attempt(offered)).toBe('noAnswer');
    expect(done).toEqual([]);
    stopping = false;
    expect(await attempt(offered)).toBeUndefined();
    expect(done).toEqual(['missed failed']);
  });

  it('about anything else is made again where it failed', async () => {
    answer = { status: 503, text: '' };
    expect(await attempt(updated)).toBe('status 503');
  });

  it('whose loss the store could not take is not given up', async () => {
    const config = { current: () => ({ queue: new Map() }) as never };
    const live = (code: 'storeUnavailable' | 'notFound') => ({
      contact: () => Promise.resolve(undefined),
      transfer: () => Promise.reject(new DomainError(code, code)),
      agentUnreachable: () => Promise.reject(new DomainError(code, code)),
    });
    for (const answersOthers of [true, false]) {
      const of = { agentId: 'b', contactId: 'c', answersOthers };
      await expect(onBotLoss(of, { live: live('storeUnavailable'), config })).rejects.toBeInstanceOf(DomainError);
      await onBotLoss(of, { live: live('notFound'), config });
    }
  });
});
