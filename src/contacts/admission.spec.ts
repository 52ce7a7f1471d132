import { DomainError } from '../domain/errors.js';
import { Admission } from './admission.js';

/** An enqueue that ends when it is told to. */
function pending(): { work: () => Promise<string>; end: () => void } {
  let end = (): void => undefined;
  const done = new Promise<string>((resolve) => (end = () => resolve('taken')));
  return { work: () => done, end: () => end() };
}

describe('admission of new contacts', () => {
  it('lets in any number while their answers come in time', async () => {
    const admission = Admission.at(() => 0);
    const entrants = Array.from({ length: 10_000 }, () => pending());
    const answers = entrants.map(({ work }) => admission.admit(work));
    entrants.forEach(({ end }) => end());
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['taken']));
  });

  it('refuses before anything is begun while the oldest waits too long, and takes again once it is answered', async () => {
    let now = 0;
    const admission = Admission.at(() => now);
    const [first, second] = [pending(), pending()];
    const firstAnswer = admission.admit(first.work);
    now = 1_499;
    const secondAnswer = admission.admit(second.work);
    now = 1_500;
    let begun = false;
    const third = admission.admit(async () => {
      begun = true;
    });
    await expect(third).rejects.toMatchObject({ code: 'tooManyRequests', details: { retryAfterSeconds: 1 } });
    expect(begun).toBe(false);
    first.end();
    await firstAnswer;
    expect(await admission.admit(async () => 'taken')).toBe('taken');
    second.end();
    await secondAnswer;
  });

  it('forgets one that failed', async () => {
    let now = 0;
    const admission = Admission.at(() => now);
    const failure = new DomainError('storeUnavailable', 'away');
    await expect(admission.admit(() => Promise.reject(failure))).rejects.toBe(failure);
    now = 10_000;
    expect(await admission.admit(async () => 'taken')).toBe('taken');
  });
});
