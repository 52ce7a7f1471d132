/** One instruction of a Dockerfile. */
export interface Instruction {
  word: string;
  rest: string;
}

/** The stages of a Dockerfile, each with its instructions; continued lines are joined, comments left out. */
export function dockerStages(text: string): Instruction[][] {
  const lines = text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [word = '', ...rest] = line.split(/\s+/);
    if (word === 'FROM') stages.push([]);
    stages.at(-1)?.push({ word, rest: rest.join(' ') });
  }
  return stages;
}

/** What all instructions of one kind say. */
export function saying(stage: readonly Instruction[], word: string): string[] {
  return stage.filter((instruction) => instruction.word === word).map((instruction) => instruction.rest);
}

/** The variables of a stage. */
export function variables(stage: readonly Instruction[]): Record<string, string> {
  const pairs = saying(stage, 'ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=')));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}
