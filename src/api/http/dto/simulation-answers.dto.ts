import { ApiProperty } from '@nestjs/swagger';
import { SIMULATION_STATES } from '../../../simulation/simulation-view.js';
import { Id, Instant, Num, OneOf, Text } from '../../fields.js';

/* Answers about simulations; described for the OpenAPI document, not validated. */

const figures = {
  type: 'object' as const,
  additionalProperties: { type: 'object' as const, additionalProperties: true },
};

export class SimulationAnswer {
  @Id({ example: '8c2f1e0a-5b1d-4c58-9c0c-3f6a3f1f0d11' })
  id: string;

  @OneOf(SIMULATION_STATES, { example: 'completed' })
  state: string;

  @Num({ min: 0, max: 1, example: 1 })
  progress: number;

  @Instant()
  createdAt: string;

  @Id({ example: '4f2a9c1d0b3e5a67', description: 'The API key that asked for it' })
  createdBy: string;

  @Instant({ optional: true })
  endedAt?: string;

  @Text({ max: 1000, optional: true, description: 'Why it failed' })
  error?: string;

  @ApiProperty({
    type: 'object',
    properties: { streams: figures, queues: figures, agents: figures, matrix: figures },
    additionalProperties: true,
    required: false as never,
    example: {
      streams: { calls: { pWait: { mean: 0.361, ci95: [0.359, 0.364] } } },
      queues: {},
      agents: {},
      matrix: {},
    },
    description: 'Each figure as mean and 95 % interval; `{profiles, differences}` where profiles were compared',
  })
  result?: object;
}
