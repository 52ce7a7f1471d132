import { KIND, LaneTable, VERDICT } from './lane-table.js';

describe('the lanes of agents', () => {
  it('are found by agent and kind, in the order in which they were opened', () => {
    const lanes = new LaneTable();
    const kinds = ['voice', 'chat', 'email'].map((channel) => lanes.kind({ channel, dialFirst: false }));
    for (const agent of [3, 200, 0]) {
      kinds.forEach((kind) => expect(lanes.find(agent, kind)).toBe(-1));
      kinds.forEach((kind) => lanes.open(agent, kind, kind.no + 1));
    }
    for (const agent of [0, 3, 200]) {
      const found: number[] = [];
      for (let lane = lanes.first(agent); lane >= 0; lane = lanes.next(lane)) found.push(lanes.words[lane + KIND]!);
      expect(found).toEqual([0, 1, 2]);
      for (const kind of kinds) expect(lanes.words[lanes.find(agent, kind) + VERDICT]).toBe(kind.no + 1);
    }
    expect(lanes.first(1)).toBe(-1);
    expect(lanes.first(10_000)).toBe(-1);
  });

  it('give their places back', () => {
    const lanes = new LaneTable();
    const kinds = ['voice', 'chat'].map((channel) => lanes.kind({ channel, dialFirst: false }));
    for (let round = 0; round < 1_000; round += 1) {
      for (const kind of kinds) lanes.open(5, kind, 0);
      lanes.close(5);
    }
    expect(lanes.first(5)).toBe(-1);
    expect(lanes.words.length).toBeLessThan(2_000);
  });

  it('tell those to be dialled apart', () => {
    const lanes = new LaneTable();
    const kind = lanes.kind({ channel: 'callback', dialFirst: false });
    expect(lanes.kind({ channel: 'callback', dialFirst: false })).toBe(kind);
    expect(lanes.kind({ channel: 'callback', dialFirst: true })).not.toBe(kind);
  });
});
