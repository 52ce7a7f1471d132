import { estimate } from '../../demo/callers.js';
import { revealedAvailability, skillsOf } from '../../demo/roster.js';
import { buildWorld } from '../../demo/world.js';
import { bankRecords } from './bank-records.js';

describe('revealedAvailability', () => {
  const services = [
    { from: 100, to: 200 },
    { from: 500, to: 600 },
    { from: 605, to: 700 },
  ];

  it('counts an agent as away until the last caller they could have served no longer waited', () => {
    expect(revealedAvailability(services, [{ from: 210, to: 300 }])).toEqual([
      { from: 100, to: 200 },
      { from: 300, to: 700 },
    ]);
  });

  it('counts the whole gap as away when somebody waited until its end, and none of it when nobody did', () => {
    expect(revealedAvailability(services, [{ from: 150, to: 900 }])).toEqual([
      { from: 100, to: 200 },
      { from: 500, to: 600 },
      { from: 605, to: 700 },
    ]);
    expect(revealedAvailability(services, [{ from: 120, to: 200 }])).toEqual([{ from: 100, to: 700 }]);
  });
});

describe('buildWorld', () => {
  const records = bankRecords();
  const estimates = estimate(records);
  const twoHours = { date: '990202', hours: { from: 15 * 3600, to: 17 * 3600 } };

  it('is the same for every run of one seed and another for another', () => {
    const world = buildWorld(records, { ...twoHours, seed: 7 });
    expect(buildWorld(records, { ...twoHours, seed: 7 })).toEqual(world);
    expect(buildWorld(records, { ...twoHours, seed: 8 })).not.toEqual(world);
  });

  it('draws by call: a caller of two hours is the caller of the whole day', () => {
    const ofDay = new Map(
      buildWorld(records, { date: '990202', seed: 3 }, estimates).callers.map((caller) => [caller.key, caller]),
    );
    const some = buildWorld(records, { ...twoHours, seed: 3 }, estimates).callers.filter((caller) => caller.counted);
    expect(some.length).toBeGreaterThan(200);
    for (const caller of some) expect(caller).toEqual(ofDay.get(caller.key));
  });

  it('keeps what is recorded: patience of who hung up, service of who was served', () => {
    const byKey = new Map(
      buildWorld(records, { date: '990202' }, estimates).callers.map((caller) => [caller.key, caller]),
    );
    let hung = 0;
    let served = 0;
    for (const record of records.filter((r) => r.date === '990202')) {
      const caller = byKey.get(`${record.line}-${record.callId}-${record.date}`);
      if (!caller) continue;
      if (record.outcome === 'HANG') {
        hung++;
        expect(caller.patienceSeconds).toBe(record.queueSeconds);
      } else {
        served++;
        expect(caller.patienceSeconds).toBeGreaterThan(record.queueSeconds);
        if (record.serviceSeconds > 0) expect(caller.serviceSeconds).toBe(record.serviceSeconds);
      }
    }
    expect(hung).toBeGreaterThan(150);
    expect(served).toBeGreaterThan(1_000);
  });

  it('counts what it leaves out and lets who was already waiting take part uncounted', () => {
    const world = buildWorld(records, twoHours, estimates);
    const rows = records.filter(
      (r) => r.date === '990202' && r.vruExit >= twoHours.hours.from && r.vruExit < twoHours.hours.to,
    );
    const out = world.leftOut.phantom + world.leftOut.neverQueued + world.leftOut.noServer;
    expect(out).toBeGreaterThan(0);
    expect(world.callers.filter((caller) => caller.counted)).toHaveLength(rows.length - out);
    for (const caller of world.callers) expect(caller.counted).toBe(caller.arrival >= twoHours.hours.from);
  });

  it('gives agents the types that are at least one call in a hundred of theirs', () => {
    for (const [name, skills] of skillsOf(records)) {
      const own = records.filter((r) => r.outcome === 'AGENT' && r.server === name);
      expect(skills.length).toBeGreaterThan(0);
      for (const type of ['PS', 'PE', 'IN', 'NE', 'NW', 'TT']) {
        const enough = own.filter((r) => r.type === type).length >= own.length / 100;
        expect(skills.some((skill) => skill.type === type)).toBe(enough);
      }
    }
  });
});
