import { audit } from '../../tools/audit/auditor.js';
import { FAULTS } from '../../tools/audit/faults.js';
import { MemorySource } from '../../tools/audit/memory-source.js';
import { selfTest } from '../../tools/audit/self-test.js';
import { SmallWorld } from '../../tools/audit/small-world.js';
import { INVARIANTS } from '../../tools/audit/violation.js';

describe('audit', () => {
  it('finds nothing in a faultless record', async () => {
    const result = await audit(new MemorySource(new SmallWorld().build()));
    expect(result.violations.kept).toEqual([]);
    expect(result.contacts).toBe(1200);
    expect(result.offers).toBeGreaterThan(1200);
    expect(result.ledgerContacts).toBe(1200);
  });

  it('names every planted fault, at least one per invariant', async () => {
    const { lines, passed } = await selfTest(new SmallWorld(60).build());
    expect(passed).toBe(true);
    expect(lines.filter((line) => line.includes('nothing of the kind'))).toEqual([]);
    expect(lines).toHaveLength(FAULTS.length + 1);
    expect(new Set(FAULTS.map((fault) => fault.code))).toEqual(new Set(Object.keys(INVARIANTS)));
  });

  it('fails its self-test when a fault has no place', async () => {
    const { lines, passed } = await selfTest(new SmallWorld(0).build());
    expect(passed).toBe(false);
    expect(lines.join('\n')).toContain('NO PLACE TO PLANT');
  });
});

describe('audit of faults beside the self-test', () => {
  it('names the contact whose archived event differs from the log', async () => {
    const world = new SmallWorld(60).build();
    const at = world.log.findIndex((entry) => entry.type === 'contact.active');
    world.log[at] = { ...world.log[at]!, cause: 'changed' };
    const { violations } = await audit(new MemorySource(world));
    expect(violations.kept).toEqual([
      {
        code: 'INV-7',
        contactId: world.log[at]!.contactId,
        eventId: world.log[at]!.id,
        message: 'archive and log differ in cause',
      },
    ]);
  });

  it('names the agent who was told of an offer and not of its end', async () => {
    const world = new SmallWorld(60).build();
    const line = world.ledger.find((told) => 'event' in told && told.event === 'ended');
    world.ledger = world.ledger.filter((told) => told !== line);
    const { violations } = await audit(new MemorySource(world));
    expect(violations.kept).toHaveLength(1);
    expect(violations.kept[0]).toMatchObject({ code: 'INV-5', agentId: line && 'agentId' in line ? line.agentId : '' });
  });

  it('names a contact that the history ends otherwise', async () => {
    const world = new SmallWorld(60).build();
    world.history = world.history.map((row) =>
      row.table === 'contact' && row.id === 'contact-5' ? { ...row, state: 'expired' } : row,
    );
    const { violations } = await audit(new MemorySource(world));
    expect(violations.kept).toEqual([
      { code: 'INV-7', contactId: 'contact-5', message: 'history says expired, the log says completed' },
    ]);
  });

  it('names an event that follows a gap after an unrecorded cut, and none after a recorded one', async () => {
    const world = new SmallWorld(60).build();
    const last = world.archive.at(-1)!;
    const next = {
      ...last,
      generation: 2,
      seq: last.seq + 5,
      id: `2.${last.seq + 5}`,
      type: 'generation.started',
      ops: [],
    };
    delete next.contactId;
    delete next.agentId;
    world.archive.push(next);
    world.log.push(next);
    world.end = world.lateEnd = { ...world.end, generation: 2, seq: next.seq };
    const { violations } = await audit(new MemorySource(world));
    expect(violations.kept.map((found) => found.code)).toEqual(['INV-7']);
    world.cuts.push({ generation: 2, previousGeneration: 1, previousSeq: last.seq });
    expect((await audit(new MemorySource(world))).violations.total).toBe(0);
  });
});
