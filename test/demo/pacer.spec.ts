import { Pacer } from '../../demo/pacer.js';
import { ReplayClock } from '../../demo/replay-clock.js';

describe('Pacer', () => {
  it('keeps the order of the bank’s clock, waits for each answer, and leaves out what was called off', async () => {
    const clock = new ReplayClock(0, 1_000);
    const log: string[] = [];
    const pacer = new Pacer(clock, async () => void log.push(`settled at ${pacer.moment}`));
    const answered = (name: string, after: () => Promise<void> = async () => undefined): (() => Promise<void>) => {
      return async () => {
        log.push(`${name} begins`);
        await after();
        log.push(`${name} is answered`);
      };
    };
    const afterwards = async (): Promise<void> => {
      // The next moment has long come when this one is answered.
      while (clock.now() < 30) await new Promise(setImmediate);
    };
    const last = new Promise<void>((resolve) => {
      pacer.plan(40, async () => resolve());
    });
    pacer.plan(21, answered('second'));
    pacer.plan(20, answered('first', afterwards));
    pacer.plan(30, answered('called off')).off = true;
    clock.start();
    const running = pacer.run();
    await last;
    pacer.stop();
    await running;
    expect(log).toEqual([
      'first begins',
      'first is answered',
      'settled at 20',
      'second begins',
      'second is answered',
      'settled at 21',
      'settled at 40',
    ]);
  });
});
