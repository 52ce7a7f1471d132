import type { AuditAnswer } from '../audit.js';
import { KIND_WORDS, KINDS, WHOLE_RUN } from './kinds.js';
import type { Verdict } from './verdict.js';

/** Everything a run of the scripted center came to. */
export interface RunResults extends Verdict {
  seed: number;
  /** From the first contact to the end of the last. */
  seconds: number;
  /** What did not go as the script says. */
  faults: string[];
  audit: AuditAnswer;
}

const MOST_SHOWN = 10;

/** Whether every count was reached, both records agree, all went as the script says, and the audit found nothing. */
export function isSound({ missing, differences, faults, audit }: RunResults): boolean {
  return missing.length + differences.length + faults.length + audit.violations === 0;
}

/** The one object of `--json`. */
export function jsonOf(results: RunResults): object {
  const { seed, contacts, channels, counts, least, missing, differences, faults, audit, seconds } = results;
  return {
    scenario: 'omnichannel',
    seed,
    contacts,
    channels,
    counts,
    least,
    missing,
    differences: differences.length,
    faults: faults.length,
    audit: { contacts: audit.contacts, violations: audit.violations + differences.length },
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** The report for people. */
export function reportOf(results: RunResults): string {
  const { contacts, channels, counts, least, missing, differences, faults, audit, seconds, seed } = results;
  const traffic = Object.entries(channels).map(([channel, count]) => `${channel} ${count}`);
  return [
    `Scripted center, seed ${seed}: ${contacts} contacts in ${seconds.toFixed(1)} s (${(contacts / seconds).toFixed(0)}/s)`,
    `channels: ${traffic.join(', ')}`,
    '',
    `contacts to which it happened, by the server's record; at least ${least} each${scaled(least)}`,
    ...KINDS.map(
      (kind) => `  ${KIND_WORDS[kind].padEnd(26)}${String(counts[kind]).padStart(6)}${mark(counts[kind] < least)}`,
    ),
    '',
    ...section('not reached', missing),
    ...section("differences between the server's record and the clients'", differences),
    ...section('what did not go as the script says', faults),
    ...audit.found.slice(0, MOST_SHOWN),
    audit.line,
    isSound(results) ? 'all counts reached, both records agree' : 'NOT SOUND',
  ].join('\n');
}

function scaled(least: number): string {
  return least < 300 ? ` (300 in a run of ${WHOLE_RUN} contacts; scaled to this one)` : '';
}

function mark(isMissed: boolean): string {
  return isMissed ? '  TOO FEW' : '';
}

function section(title: string, lines: readonly string[]): string[] {
  return [`${title}: ${lines.length}`, ...lines.slice(0, MOST_SHOWN).map((line) => `  ${line}`)];
}
