import { CompactDecision, decodeDecision, encodeDecision, FIGURES } from './compact-decision.js';

const profile = {
  id: 'default',
  version: 7,
  credits: {
    priority: 10,
    customerValue: 60,
    journeyStage: { default: 1, stages: { 'réclamation "x"': 30 } },
    due: 20,
    dueHorizonSeconds: 3600,
    skill: 40,
    preference: 10,
    channel: 10,
    affinity: 90,
    occupancy: 30,
    idlePerSecond: 0.05,
    bot: 15,
  },
};

function decision(trigger: 'contact' | 'agent', candidates = 4): CompactDecision {
  const figures = Array.from({ length: candidates * FIGURES }, (_, i) => (i % FIGURES < 15 ? i * 997 : i / 10));
  const stages = ['réclamation "x"\\\n', undefined, 'use', undefined].slice(0, candidates);
  const others = ['other-1', 'other-2', 'other-3', 'other-4'].slice(0, candidates);
  const counts = [0, 9000, 0, 120, 3, 0, 0, 0, 0, 870, 0, 0, 0, 1];
  return new CompactDecision(
    'c-1',
    'a.1',
    1_700_000_000_123,
    profile,
    trigger,
    2,
    others,
    figures,
    stages,
    counts,
    'agentId',
  );
}

describe('an encoded decision', () => {
  it.each(['contact', 'agent'] as const)('reads back as it was, when the %s looked', (trigger) => {
    const made = decision(trigger);
    const id = trigger === 'contact' ? 'agentId' : 'contactId';
    made.examples = [
      { [id]: 'x', because: 'capacityFull' },
      { [id]: 'y', because: 'notInQueue' },
    ];
    expect(decodeDecision(encodeDecision(made))).toEqual(made.expand());
  });

  it('names the sides, credits and inputs of each candidate', () => {
    const { candidates, excluded, ...rest } = decision('agent').expand();
    expect(rest).toMatchObject({
      profile: { id: 'default', version: 7 },
      credits: profile.credits,
      tieBreak: 'agentId',
    });
    expect(candidates[1]).toMatchObject({
      contactId: 'other-2',
      agentId: 'a.1',
      totalMs: FIGURES * 997,
      credits: {
        age: (FIGURES + 1) * 997,
        idle: (FIGURES + 11) * 997,
        bot: (FIGURES + 12) * 997,
        translation: (FIGURES + 13) * 997,
        front: (FIGURES + 14) * 997,
      },
      inputs: {
        agingRate: (FIGURES + 15) / 10,
        botAcceptance: (FIGURES + 29) / 10,
        translationSeconds: (FIGURES + 30) / 10,
        pulledToFront: (FIGURES + 31) / 10,
      },
    });
    expect(candidates[1]?.inputs).not.toHaveProperty('journeyStage');
    expect(excluded.counts).toEqual({
      notInQueue: 9000,
      missingSkill: 120,
      skillLevelTooLow: 3,
      capacityFull: 870,
      resting: 1,
    });
  });

  it('is ASCII, whatever a stage is called', () => {
    expect(encodeDecision(decision('contact'))).toMatch(/^[ -~]+$/);
  });

  it('of a former format is read too: reasons are named as they were, what it does not hold is 0', () => {
    const candidate = ['a.1', 78, 70, 1, 2, 3, 0, 0, 0, 0, 2, 0, 0, 1, 70, 0.1, 0.2, 0.3, 1, 0.5, 5, 1, 0, 9, 8, 7, 6];
    const former = {
      v: 1,
      contactId: 'c-1',
      agentId: 'a.1',
      at: 5,
      profile: ['default', 7],
      weights: [10, 60, [0, {}], 20, 3600, 40, 10, 10, 90, 30, 0.05],
      trigger: 'contact',
      step: 0,
      candidates: [[...candidate, 'use']],
      excluded: [4, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1],
      examples: ['x', 0, 'y', 10],
    };
    const record = decodeDecision(JSON.stringify(former));
    expect(record.excluded.counts).toEqual({ notInQueue: 4, missingSkill: 2, resting: 1 });
    expect(record.excluded.examples.map(({ because }) => because)).toEqual(['notInQueue', 'resting']);
    expect(record.candidates[0]).toMatchObject({
      totalMs: 78,
      credits: { age: 70, due: 0, affinity: 2, idle: 0, bot: 0 },
      inputs: {
        agingRate: 1,
        ageMs: 70,
        proficiency: 5,
        affinity: 1,
        enqueueSeq: 6,
        botAcceptance: 0,
        journeyStage: 'use',
      },
    });
    expect(record.credits).toMatchObject({ priority: 10, idlePerSecond: 0.05, bot: 0, journeyStage: { default: 0 } });
  });

  it('of the format before customers were called first counts the reasons that it knew', () => {
    const { v: _, ...text } = JSON.parse(encodeDecision(decision('contact'))) as { v: number; excluded: number[] };
    const former = { ...text, v: 2, excluded: [0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 3, 2, 1], examples: ['x', 12] };
    const { counts, examples } = decodeDecision(JSON.stringify(former)).excluded;
    expect(counts).toEqual({ notInQueue: 4, blockedByChannel: 3, coolDown: 2, resting: 1 });
    expect(examples).toEqual([{ agentId: 'x', because: 'resting' }]);
  });

  it('of the second format has no translation', () => {
    const candidate = [
      'a.1',
      70,
      70,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      70,
      0,
      0,
      0,
      1,
      0.5,
      5,
      0,
      0,
      0,
      8,
      7,
      6,
      0.4,
    ];
    const former = {
      v: 2,
      contactId: 'c-1',
      agentId: 'a.1',
      at: 5,
      profile: ['default', 7],
      weights: [10, 60, [0, {}], 20, 3600, 40, 10, 10, 90, 30, 0.05, 2],
      trigger: 'agent',
      step: 0,
      candidates: [candidate],
      excluded: [1, 2, 0, 0, 0, 3],
      examples: [],
    };
    const record = decodeDecision(JSON.stringify(former));
    expect(record.candidates[0]).toMatchObject({
      credits: { age: 70, bot: 0, translation: 0, front: 0 },
      inputs: { enqueueSeq: 6, botAcceptance: 0.4, translationSeconds: 0, pulledToFront: 0 },
    });
    expect(record.credits.bot).toBe(2);
    expect(record.excluded.counts).toEqual({ reservedForOther: 1, notInQueue: 2, botNotWanted: 3 });
  });

  it('of a supervisor names one agent, by whom and despite what', () => {
    const byHand = { keyId: 'k.1', despite: ['missingSkill', 'capacityFull'] as const };
    const { contactId, agentId, at, profile, step, others, figures, stages } = decision('contact');
    const made = new CompactDecision(
      contactId,
      agentId,
      at,
      profile,
      'supervisor',
      step,
      others.slice(0, 1),
      figures.slice(0, FIGURES),
      stages.slice(0, 1),
      [],
      undefined,
      [],
      { ...byHand, despite: [...byHand.despite] },
    );
    const record = decodeDecision(encodeDecision(made));
    expect(record).toMatchObject({ trigger: 'supervisor', byHand, excluded: { counts: {}, examples: [] } });
    expect(record.candidates.map((each) => [each.contactId, each.agentId])).toEqual([[contactId, others[0]]]);
  });

  it('is refused when it is of another format', () => {
    expect(() => decodeDecision('{"v":0}')).toThrow('format 0');
  });
});
