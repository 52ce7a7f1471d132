import { REPORTS_POSTGRES } from '../../src/reports/reports.service.js';
import type { Postgres } from '../../src/store/postgres.js';
import { becomes } from '../support/becomes.js';
import { Center, type Json } from './center.js';
import { expectKeptAgrees } from '../support/kept-figures.js';

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

describe('first contact resolution', () => {
  let c: Center;
  beforeAll(async () => {
    c = await Center.start();
    await c.queue('sales');
    await c.agent('ada', ['sales'], { channels: [{ id: 'voice', capacity: 5 }] });
    await c.available('ada');
  }, 60_000);
  afterAll(() => c.stop());

  const work = async (id: string, customerId: string | undefined, ending: Json): Promise<void> => {
    await c.active(id, 'sales', 'ada', customerId === undefined ? {} : { customer: { id: customerId } });
    await c.complete(id, { endWrapUp: true, ...ending });
  };
  /** Of all days so far: from whole quarters, and with an end that only the history can tell. */
  const figures = async (name: string): Promise<unknown> => {
    const { body: state } = await c.get('/v1/stats');
    const now = Date.parse(state.at as string);
    const from = now - (now % QUARTER_MS) - 30 * DAY_MS;
    const told = [];
    for (const to of [now - (now % QUARTER_MS) + QUARTER_MS, now]) {
      const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      const { body } = await c.get(`/v1/reports/${name}?${query.toString()}&groupBy=none&interval=P1D`);
      const sum = (column: string): number =>
        (body.items as Json[]).reduce((total, row) => total + (row[column] as number), 0);
      told.push([sum('firstContacts'), sum('resolvedAtFirst'), sum('fcrPending')]);
    }
    expect(told[1]).toEqual(told[0]);
    return told[0];
  };

  it('is pending for seven days, and then settled by who came back', async () => {
    await work('stays-away', 'kim', { resolved: true, disposition: 'sold' });
    await work('comes-back', 'lee', { resolved: true });
    await work('unresolved', 'max', { resolved: false });
    await work('unknown', undefined, { resolved: true });
    for (const name of ['queues', 'dispositions']) expect(await figures(name)).toEqual([0, 0, 3]);
    await c.clock(2 * DAY_MS);
    await work('second', 'lee', { resolved: true });
    for (const name of ['queues', 'dispositions']) expect(await figures(name)).toEqual([0, 0, 4]);
    // Any event of a time beyond them settles who ended seven days before.
    await c.clock(7.5 * DAY_MS);
    await work('late', 'noa', {});
    for (const name of ['queues', 'dispositions'])
      await becomes(async () => String(await figures(name)) === '3,1,1', `${name} are settled`);
    await expectKeptAgrees(c.node.server.app.get<Postgres>(REPORTS_POSTGRES), []);
  }, 60_000);
});
