import { Scene, type Stage } from './scene.js';
import type { Lane, Story } from './script.js';

/** Stories that are played at the same time, by lane. */
const AT_ONCE: Record<Lane, number> = { quick: 112, patient: 48, falling: 112 };

const LINES = 8;

/** Plays a script: in each lane a bounded number at once, the next as soon as one has ended. */
export async function play(script: readonly Story[], stage: Stage): Promise<void> {
  const lanes = Object.entries(AT_ONCE) as [Lane, number][];
  await Promise.all(
    lanes.map(async ([lane, atOnce]) => {
      const todo = script.filter((story) => story.lane === lane);
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let story = todo[next++]; story; story = todo[next++]) await playOne(story, stage);
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
    }),
  );
}

/** How the server's history of a contact ends, for whoever has to find out what went wrong. */
async function lastLines({ systems }: Stage, id: string): Promise<string> {
  try {
    const { state, history } = await systems.get('/v1/contacts/{id}', { path: { id } });
    const lines = history.slice(-LINES).map(({ at, type, agentId = '' }) => `${at.slice(11)} ${type} ${agentId}`);
    return `it is ${state}: ${lines.join(', ')}`;
  } catch {
    return 'the server tells nothing of it';
  }
}

async function playOne(story: Story, stage: Stage): Promise<void> {
  try {
    await story.play(new Scene(stage, `${stage.run}-${story.key}`));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    stage.ledger.faults.push(`${story.key}: ${why}; ${await lastLines(stage, `${stage.run}-${story.key}`)}`);
  }
}
