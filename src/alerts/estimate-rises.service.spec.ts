import { jest } from '@jest/globals';
import type { Logger } from '../config/logger.js';
import type { ContactRecord } from '../domain/contact.js';
import type { EventHub } from '../feed/event-hub.js';
import type { EstimatedWait, WaitEstimatesService } from '../queues/wait-estimates.service.js';
import { EstimateRisesService } from './estimate-rises.service.js';

const RISE: EstimatedWait = {
  estimatedWait: { lowSeconds: 20, highSeconds: 90 },
  estimatedWaitRoseBecause: 'staffFell',
};

/** The node around the service: what it is told, and what it then tells. */
class Node {
  readonly told: { type: string; contactId: string; cursor: string }[] = [];
  readonly contacts = new Map<string, { contact: Partial<ContactRecord>; position: number | null }>();
  risen: string[] = [];
  looks = 0;
  isUnsettled = false;
  hasSystems = true;
  seq = 7;
  warnings = 0;
  mark: () => void = () => undefined;
  readonly service: EstimateRisesService;

  constructor() {
    const hub = {
      live: { now: () => 1_000, contact: (id: string) => this.contact(id) },
      recent: { position: () => ({ generation: 1, seq: this.seq }) },
      hears: () => true,
      tell: (_id: string, _queue: string, text: string) => this.told.push(JSON.parse(text) as (typeof this.told)[0]),
    };
    Object.defineProperty(hub, 'hasSystems', { get: () => this.hasSystems });
    const waits = {
      onUnsettled: (mark: () => void) => {
        this.mark = mark;
        return () => undefined;
      },
      risen: () => {
        this.looks += 1;
        return this.risen;
      },
      rise: ({ state }: ContactRecord, position: number | null) =>
        state === 'waiting' && position !== null ? RISE : undefined,
    };
    Object.defineProperty(waits, 'isUnsettled', { get: () => this.isUnsettled });
    const logger = { warn: () => (this.warnings += 1) };
    this.service = new EstimateRisesService(
      hub as unknown as EventHub,
      waits as unknown as WaitEstimatesService,
      logger as unknown as Logger,
    );
    this.service.onApplicationBootstrap();
  }

  waits(id: string, more: Partial<ContactRecord> = {}, position: number | null = 2): void {
    const spec = { correlation: `call ${id}` } as ContactRecord['spec'];
    const contact = { id, state: 'waiting' as const, queueId: 'q', channel: 'voice', spec, ...more };
    this.contacts.set(id, { contact, position });
  }

  private contact(id: string) {
    if (id === 'unreadable') return Promise.reject(new Error('the store is away'));
    return Promise.resolve(this.contacts.get(id));
  }
}

describe('the service that tells of risen waits', () => {
  let node: Node;
  beforeEach(() => {
    jest.useFakeTimers();
    node = new Node();
  });
  afterEach(() => {
    node.service.onModuleDestroy();
    jest.useRealTimers();
  });

  const second = (): Promise<void> => jest.advanceTimersByTimeAsync(1_000);

  it('looks once a second at most, and not at all where nothing has changed', async () => {
    node.waits('c');
    node.risen = ['c'];
    for (let i = 0; i < 5; i += 1) node.mark();
    await jest.advanceTimersByTimeAsync(999);
    expect(node.looks).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(node.told).toEqual([
      {
        type: 'contact.estimateRose',
        cursor: '1.7.1',
        at: '1970-01-01T00:00:01.000Z',
        contactId: 'c',
        state: 'waiting',
        queueId: 'q',
        channel: 'voice',
        correlation: 'call c',
        position: 2,
        ...RISE,
      },
    ]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(node.looks).toBe(1);
  });

  it('goes on a second later where a look was not enough', async () => {
    node.isUnsettled = true;
    node.mark();
    await second();
    expect(node.looks).toBe(1);
    node.isUnsettled = false;
    await second();
    await second();
    expect(node.looks).toBe(2);
  });

  it('does nothing while no system follows anything', async () => {
    node.hasSystems = false;
    node.mark();
    await second();
    expect(node.looks).toBe(0);
  });

  it('tells nothing of who left, was offered or moved away meanwhile', async () => {
    node.waits('offered', { state: 'offered' }, null);
    node.waits('active', { state: 'active' }, null);
    node.waits('waits');
    node.risen = ['gone', 'offered', 'active', 'waits'];
    node.mark();
    await second();
    expect(node.told.map(({ contactId }) => contactId)).toEqual(['waits']);
  });

  it('gives each frame a cursor of its own, and leaves to the next answer who would get none', async () => {
    node.risen = Array.from({ length: 1_200 }, (_, i) => `c${i}`);
    for (const id of node.risen) node.waits(id);
    node.mark();
    await second();
    expect(node.told).toHaveLength(999);
    expect(new Set(node.told.map(({ cursor }) => cursor)).size).toBe(999);
    node.seq = 8;
    node.mark();
    await second();
    expect(node.told[999]?.cursor).toBe('1.8.1');
  });

  it('goes on after a store that could not be read', async () => {
    node.risen = ['unreadable'];
    node.mark();
    await second();
    expect(node.warnings).toBe(1);
    node.waits('c');
    node.risen = ['c'];
    node.mark();
    await second();
    expect(node.told.map(({ contactId }) => contactId)).toEqual(['c']);
  });
});
