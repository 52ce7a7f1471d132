import { Announcements } from './announcements.js';
import { MOST_LOOKED_AT, MOST_NAMED, RiseWatch } from './rise-watch.js';
import { WaitEstimator } from './wait-estimator.js';

const ASK = { queueId: 'q', channel: 'voice', requirements: [] };
const AGENTS = ['a', 'b'];

/** A queue of whose past enough is known, with two agents, both busy. */
class Stage {
  readonly estimator = new WaitEstimator();
  readonly announcements = new Announcements();
  readonly watch = new RiseWatch(this.estimator, this.announcements);
  private now = 0;

  constructor() {
    for (const id of AGENTS) {
      const channels = [{ id: 'voice', capacity: 1 }];
      this.estimator.setAgent({ id, name: id, kind: 'human', queues: ['q'], skills: [], channels });
      this.is(id, true);
    }
    for (let n = 0; n < 100; n += 1) {
      this.comes(`past${n}`, this.now);
      this.now += 20_000;
      this.estimator.answered(`past${n}`, 'a', this.now);
      this.now += 30_000;
      this.estimator.ended(`past${n}`, this.now);
    }
    // Those who came long ago are not expected to come again.
    this.now += 3_600_000;
    this.look();
  }

  is(id: string, there: boolean): void {
    const presence = there ? ('available' as const) : ('unavailable' as const);
    this.estimator.setState({ id, presence, notResponding: false, used: { voice: 1 }, idleSince: 0 }, this.now);
  }

  /** Somebody waits, at this rank. */
  comes(id: string, score: number): void {
    this.estimator.waits(id, ASK, score, this.now);
    this.watch.came('q', score);
  }

  /** What a contact is answered. */
  told(id: string): void {
    const { position = 1 } = this.estimator.placeOf(id) ?? {};
    const outlook = this.estimator.outlook(ASK, position, this.now);
    const interval = outlook && this.estimator.interval(outlook);
    expect(interval).toBeDefined();
    this.announcements.tell(id, interval, ASK, this.estimator.staffOf(ASK), position);
  }

  look(isHeard: (id: string, queueId: string) => boolean = () => true): string[] {
    return this.watch.look(this.now, isHeard);
  }
}

describe('RiseWatch', () => {
  it('names who was told something and is outranked, and nobody else', () => {
    const stage = new Stage();
    for (const [id, score] of Object.entries({ first: 10, second: 30, third: 50, untold: 40 })) stage.comes(id, score);
    for (const id of ['first', 'second', 'third']) stage.told(id);
    expect(stage.look()).toEqual([]);
    expect(stage.watch.isUnsettled).toBe(false);
    stage.comes('last', 60);
    expect(stage.look()).toEqual([]);
    stage.comes('vip', 20);
    expect(stage.look()).toEqual(['second', 'third']);
    expect(stage.look()).toEqual([]);
  });

  it('names who waits when staff falls, unless it has left or nobody hears', () => {
    const stage = new Stage();
    for (const [id, score] of Object.entries({ waits: 10, unheard: 20, leaves: 30, offered: 40 }))
      stage.comes(id, score);
    for (const id of ['waits', 'unheard', 'leaves', 'offered']) stage.told(id);
    expect(stage.watch.isUnsettled).toBe(false);
    stage.is('b', false);
    expect(stage.watch.isUnsettled).toBe(true);
    stage.estimator.ended('leaves', 0);
    stage.estimator.offered('offered', 'a', 0);
    expect(stage.look((id, queueId) => id !== 'unheard' && queueId === 'q')).toEqual(['waits']);
    expect(stage.watch.isUnsettled).toBe(false);
  });

  it('names who may expect nothing any more', () => {
    const stage = new Stage();
    stage.comes('waits', 10);
    stage.told('waits');
    for (const id of AGENTS) stage.is(id, false);
    expect(stage.look()).toEqual(['waits']);
  });

  it('takes equal ranks for nobody before', () => {
    const stage = new Stage();
    stage.comes('one', 10);
    stage.told('one');
    stage.comes('same', 10);
    expect(stage.look()).toEqual([]);
  });

  it('names so many at once, and goes on there', () => {
    const stage = new Stage();
    const ids = Array.from({ length: MOST_NAMED + 50 }, (_, i) => `c${i}`);
    for (const [i, id] of ids.entries()) stage.comes(id, 100 + i);
    for (const id of ids) stage.told(id);
    stage.look();
    stage.comes('vip', 1);
    expect(stage.look()).toEqual(ids.slice(0, MOST_NAMED));
    expect(stage.watch.isUnsettled).toBe(true);
    expect(stage.look()).toEqual(ids.slice(MOST_NAMED));
    expect(stage.watch.isUnsettled).toBe(false);
  });

  it('looks at so many at once, whoever hears', () => {
    const stage = new Stage();
    for (let i = 0; i < MOST_LOOKED_AT + 1; i += 1) stage.comes(`c${i}`, 100 + i);
    for (let i = 0; i < MOST_LOOKED_AT + 1; i += 1) stage.told(`c${i}`);
    stage.look();
    stage.look();
    let asked = 0;
    stage.comes('vip', 1);
    expect(stage.look(() => (asked += 1) < 0)).toEqual([]);
    expect(asked).toBe(MOST_LOOKED_AT);
    expect(stage.look()).toEqual([`c${MOST_LOOKED_AT}`]);
  });
});
