import fc from 'fast-check';
import { ROW_GROUPS } from '../../queues/live-row.js';
import { emptyRows, RowDeltas, rowTexts, type RowText, type RowTexts, type Wanted } from './row-deltas.js';

type Row = Record<string, unknown>;
type Told = Partial<Record<(typeof ROW_GROUPS)[number], Row[]>>;

const NAMES = { queue: 'queueId', channel: 'channel', skill: 'skillId', agent: 'agentId' };
const IDS = ['a', 'b', 'c'];

/** What a client keeps by what it is told. */
class Client {
  readonly rows = emptyRows<Row>();

  hear({ changed, removed }: { changed: string; removed: string }): void {
    const [news, gone] = [JSON.parse(changed) as Told, JSON.parse(removed) as Partial<Record<string, string[]>>];
    for (const group of ROW_GROUPS) {
      for (const id of gone[group] ?? []) expect(this.rows[group].delete(id)).toBe(true);
      for (const row of news[group] ?? []) {
        const id = row[NAMES[group]] as string;
        this.rows[group].set(id, { ...this.rows[group].get(id), ...row });
      }
    }
  }
}

const row = fc.record({ waiting: fc.nat(2), today: fc.record({ sl: fc.constantFrom(null, 0.5, 1) }) });
const world = fc.record(
  Object.fromEntries(
    ROW_GROUPS.map((group) => [group, fc.dictionary(fc.constantFrom(...IDS), row, { noNullPrototype: true })]),
  ),
) as fc.Arbitrary<Record<(typeof ROW_GROUPS)[number], Record<string, Row>>>;
const wanted = fc.record(
  Object.fromEntries(ROW_GROUPS.map((group) => [group, fc.uniqueArray(fc.constantFrom(...IDS))])),
) as fc.Arbitrary<Wanted>;

describe('RowDeltas', () => {
  it('what is told one after the other comes to the rows as they are, and tells nothing that is known', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(world, wanted), { minLength: 1, maxLength: 8 }), (readings) => {
        const [client, deltas] = [new Client(), new RowDeltas()];
        let texts: RowTexts = emptyRows<RowText>();
        for (const [rows, wants] of readings) {
          const named = emptyRows<Row>();
          for (const group of ROW_GROUPS)
            for (const [id, each] of Object.entries(rows[group])) named[group].set(id, { [NAMES[group]]: id, ...each });
          texts = rowTexts(named, texts);
          client.hear(deltas.next(texts, wants));
          for (const group of ROW_GROUPS) {
            const expected = (wants[group] ?? []).flatMap((id): Row[] => {
              const one = named[group].get(id);
              return one ? [one] : [];
            });
            expect([...client.rows[group].values()].sort(byName(group))).toEqual(expected.sort(byName(group)));
          }
          expect(deltas.next(texts, wants)).toEqual({ changed: '{}', removed: '{}' });
        }
      }),
    );
  });

  it('a field that changed comes alone with what names the row', () => {
    const deltas = new RowDeltas();
    const at = (waiting: number): RowTexts =>
      rowTexts({ ...emptyRows<Row>(), queue: new Map([['a', { queueId: 'a', waiting, active: 1 }]]) }, emptyRows());
    deltas.next(at(1), { queue: ['a'] });
    expect(deltas.next(at(2), { queue: ['a'] }).changed).toBe('{"queue":[{"queueId":"a","waiting":2}]}');
  });
});

function byName(group: (typeof ROW_GROUPS)[number]) {
  return (a: Row, b: Row): number => String(a[NAMES[group]]).localeCompare(String(b[NAMES[group]]));
}
