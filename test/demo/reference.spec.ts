import { estimate } from '../../demo/callers.js';
import { columnOf, recordedReplay } from '../../demo/figures.js';
import { readProfile } from '../../demo/profile.js';
import { runReference } from '../../demo/reference.js';
import { buildWorld, FITTING_DAYS } from '../../demo/world.js';
import { createEngine } from '../../src/routing/engine.js';
import { bankRecords } from './bank-records.js';

/** Sunday to Thursday without the two days of the switch's fault and without the days of the fit. */
const HELD_OUT = [
  '990204',
  '990207',
  '990208',
  '990209',
  '990210',
  '990211',
  '990214',
  '990215',
  '990216',
  '990217',
  '990218',
];

/**
 * What records do not tell is drawn (patience of who was answered, identity of who never waited), and one draw more
 * or less moves an overloaded day by some seconds of ASA: the reconstruction is judged by its mean over seeds.
 */
const SEEDS = 24;

describe('the reconstruction under the bank’s own rule, in virtual time', () => {
  const records = bankRecords();
  const estimates = estimate(records);
  const { credits } = readProfile('profiles/bank.json');

  const errorsOf = (date: string): { sl: number; abandoned: number; asa: number } => {
    const error = { sl: 0, abandoned: 0, asa: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = buildWorld(records, { date, seed }, estimates);
      const bank = columnOf(world, recordedReplay(world)).total;
      const control = columnOf(world, runReference(world, credits, createEngine({ records: false }))).total;
      error.sl += (100 * ((control.sl20OfOffered ?? NaN) - (bank.sl20OfOffered ?? NaN))) / SEEDS;
      error.abandoned += (100 * (control.abandoned - bank.abandoned)) / bank.offered / SEEDS;
      error.asa += ((control.asaSeconds ?? NaN) - (bank.asaSeconds ?? NaN)) / SEEDS;
    }
    return error;
  };

  it('knows none of the days from the fit', () => {
    expect(HELD_OUT).toHaveLength(11);
    for (const day of FITTING_DAYS) expect(HELD_OUT).not.toContain(day);
  });

  it.each(HELD_OUT)('comes within 4 points of SL, 2 of abandonment and 6 s of ASA on %s', (date) => {
    const error = errorsOf(date);
    process.stdout.write(
      `control − bank on ${date}, mean of ${SEEDS} seeds: SL20 ${error.sl.toFixed(1)} points, ` +
        `abandonment ${error.abandoned.toFixed(1)} points, ASA ${error.asa.toFixed(1)} s\n`,
    );
    expect(Math.abs(error.sl)).toBeLessThanOrEqual(4);
    expect(Math.abs(error.abandoned)).toBeLessThanOrEqual(2);
    expect(Math.abs(error.asa)).toBeLessThanOrEqual(6);
  });

  it('ends every caller exactly once, answered or not', () => {
    const world = buildWorld(records, { date: '990202' }, estimates);
    const { outcomes } = runReference(world, credits, createEngine({ records: false }));
    expect([...outcomes.keys()].sort()).toEqual(world.callers.map((caller) => caller.key).sort());
    for (const caller of world.callers)
      expect(outcomes.get(caller.key)?.waitSeconds).toBeLessThanOrEqual(caller.patienceSeconds);
  });

  it('would be far off without the breaks that the record reveals: the check can fail', () => {
    const world = buildWorld(records, { date: '990202' }, estimates);
    const always = {
      ...world,
      agents: world.agents.map((agent) => ({
        ...agent,
        available: [{ from: agent.available[0]?.from ?? 0, to: agent.available.at(-1)?.to ?? 0 }],
      })),
    };
    const bank = columnOf(world, recordedReplay(world)).total.sl20OfOffered ?? 0;
    const control =
      columnOf(always, runReference(always, credits, createEngine({ records: false }))).total.sl20OfOffered ?? 0;
    expect(control - bank).toBeGreaterThan(0.2);
  });
});
