import { audit } from './auditor.js';
import { FAULTS } from './faults.js';
import { MemorySource, type World } from './memory-source.js';
import type { Violation } from './violation.js';

export interface SelfTestResult {
  lines: string[];
  passed: boolean;
}

/**
 * Plants each fault into a copy of its own and holds the audit to naming it, with the invariant's code and whom it
 * concerns, where the untouched copy did not.
 */
export async function selfTest(world: World): Promise<SelfTestResult> {
  const clean = await audit(new MemorySource(world), Infinity);
  const before = new Set(clean.violations.kept.map((violation) => signature(violation)));
  const lines = [
    `untouched copy: ${clean.contacts} contacts, ${clean.offers} offers, ${clean.violations.total} violations`,
  ];
  let passed = true;
  for (const fault of FAULTS) {
    const copy: World = {
      ...world,
      archive: [...world.archive],
      log: [...world.log],
      history: [...world.history],
      figures: [...world.figures],
      ledger: [...world.ledger],
    };
    const name = fault.plant(copy);
    const found = name === undefined ? undefined : await firstNaming(copy, name, fault.code, before);
    const spared = name === undefined && fault.sometimes === true;
    if (!found && !spared) passed = false;
    const verdict = spared
      ? 'nothing of the kind in this record'
      : name === undefined
        ? 'NO PLACE TO PLANT'
        : found
          ? 'found'
          : 'MISSED';
    lines.push(
      `${fault.code} ${fault.what}: ${verdict}${name === undefined ? '' : ` (${name})`}${found ? `: ${found.message}` : ''}`,
    );
  }
  return { lines, passed };
}

async function firstNaming(
  copy: World,
  name: string,
  code: string,
  before: ReadonlySet<string>,
): Promise<Violation | undefined> {
  const { violations } = await audit(new MemorySource(copy), Infinity);
  return violations.kept.find((found) => {
    const named = [found.contactId, found.agentId, found.offerId, found.eventId].includes(name);
    return found.code === code && named && !before.has(signature(found));
  });
}

function signature(violation: Violation): string {
  return JSON.stringify([
    violation.code,
    violation.contactId,
    violation.agentId,
    violation.offerId,
    violation.eventId,
    violation.message,
  ]);
}
