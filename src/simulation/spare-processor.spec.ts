import { SpareProcessor, type Pace, type ProcessorTimes } from './spare-processor.js';

/** A machine with a simulation on it, on a clock of its own. */
class Machine implements Pace {
  private clock = 0;
  private idleMs = 0;
  private ownProcessMs = 0;
  workedMs = 0;
  longestStretchMs = 0;
  private stretchMs = 0;

  /** @param others the processors that all others use, of them `process` those of this process */
  constructor(
    private readonly processors: number,
    public others: number,
    private readonly allowed = processors,
    private readonly process = 0,
  ) {}

  now(): number {
    return this.clock;
  }

  worked(): number {
    return this.workedMs;
  }

  times(): ProcessorTimes {
    return { allowed: this.allowed, idleMs: this.idleMs, ownProcessMs: this.ownProcessMs };
  }

  rest(milliseconds: number): void {
    this.stretchMs = 0;
    this.pass(milliseconds, 0);
  }

  /** For who has to wait for a processor it takes longer by the clock. */
  work(milliseconds: number): void {
    this.workedMs += milliseconds;
    this.stretchMs += milliseconds;
    this.longestStretchMs = Math.max(this.longestStretchMs, this.stretchMs);
    this.pass(milliseconds, 1);
    this.pass(milliseconds * this.waiting, 0);
  }

  /** How long it waits for a processor beside each ms of work, ms. */
  waiting = 0;

  private pass(milliseconds: number, working: number): void {
    this.clock += milliseconds;
    this.idleMs += milliseconds * Math.max(0, this.processors - this.others - working);
    this.ownProcessMs += milliseconds * (this.process + working);
  }
}

/** The share of ten seconds in which the simulation worked. */
function shareOn(machine: Machine, processor = new SpareProcessor(0.05, machine)): number {
  const [began, worked] = [machine.now(), machine.workedMs];
  while (machine.now() < began + 10_000) {
    machine.work(0.1);
    processor.giveWay();
  }
  return (machine.workedMs - worked) / (machine.now() - began);
}

describe('what a simulation takes of a machine', () => {
  it.each([
    { processors: 2, others: 0, share: 1, what: 'a processor, where another is free beside it' },
    { processors: 2, others: 0.3, share: 0.49, what: 'half of its own where others use a third of the other' },
    { processors: 2, others: 0.6, share: 0.16, what: 'far less where they use two thirds' },
    { processors: 2, others: 1.4, share: 0.05, what: 'the least where not even one is free' },
    { processors: 2, others: 2, share: 0.05, what: 'the least where all are busy' },
    { processors: 8, others: 5, share: 1, what: 'a whole one where three are free' },
    { processors: 1, others: 0, share: 0.25, what: 'a quarter of the only one' },
    { processors: 1, others: 0.6, share: 0.05, what: 'the least of the only one' },
  ])('is $what', ({ processors, others, share }) => {
    expect(shareOn(new Machine(processors, others))).toBeCloseTo(share, 1);
  });

  it('is the least where this process has used up its share of a large machine', () => {
    expect(shareOn(new Machine(64, 4, 2, 1.5))).toBeCloseTo(0.05, 2);
  });

  it('is not taken for more where others keep it from a processor', () => {
    const machine = new Machine(2, 2);
    machine.waiting = 9;
    expect(shareOn(machine)).toBeGreaterThan(0.03);
  });

  it('comes in slices of a millisecond on a busy machine', () => {
    const machine = new Machine(2, 2);
    shareOn(machine);
    expect(machine.longestStretchMs).toBeLessThan(1.2);
  });

  it('follows the load within half a second, both ways', () => {
    const machine = new Machine(2, 0);
    const processor = new SpareProcessor(0.05, machine);
    expect(shareOn(machine, processor)).toBeCloseTo(1, 2);
    machine.others = 2;
    expect(shareOn(machine, processor)).toBeLessThan(0.1);
    machine.others = 0;
    expect(shareOn(machine, processor)).toBeGreaterThan(0.95);
  });

  it('is everything where it need not give way', () => {
    const machine = new Machine(2, 2);
    expect(shareOn(machine, new SpareProcessor(1, machine))).toBe(1);
  });
});
