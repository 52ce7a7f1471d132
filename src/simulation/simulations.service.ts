import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../api-keys/principal.js';
import { DomainError } from '../domain/errors.js';
import { scenarioOf } from './complete-scenario.js';
import type { ScenarioRequest } from './scenario-request.js';
import type { SimulationView } from './simulation-view.js';
import { Simulations } from './simulations.js';
import { StoredConfiguration } from './stored-configuration.js';

/** Simulations as the API offers them. Nothing is ever put in force by one. Throws DomainError. */
@Injectable()
export class SimulationsService {
  constructor(
    @Inject(Simulations) private readonly simulations: Simulations,
    @Inject(StoredConfiguration) private readonly configuration: StoredConfiguration,
  ) {}

  /** @throws DomainError `validationFailed`, `unknownReference`, `idempotencyMismatch`, `tooManyRequests` */
  async submit(request: ScenarioRequest, { principal, commandId, commandHash }: Caller): Promise<SimulationView> {
    const complete = await this.configuration.into(request);
    // What does not fit together is told now, not by a job that fails.
    scenarioOf(complete);
    return this.simulations.submit(complete, principal.keyId, { commandId, commandHash });
  }

  async get(id: string): Promise<SimulationView> {
    const found = await this.simulations.find(id);
    if (found === undefined) throw gone(id);
    return found;
  }

  async cancel(id: string): Promise<void> {
    if (!(await this.simulations.cancel(id))) throw gone(id);
  }
}

function gone(id: string): DomainError {
  return new DomainError('notFound', `There is no simulation with the id ${id}.`);
}
