import { Body, Controller, Delete, Get, Inject, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../api-keys/principal.js';
import type { SimulationView } from '../../simulation/simulation-view.js';
import { SimulationsService } from '../../simulation/simulations.service.js';
import { Roles, Who, type ApiRequest } from './auth.guard.js';
import { PathId } from './body.js';
import { Describe } from './describe.js';
import { SimulationAnswer } from './dto/simulation-answers.dto.js';
import { SimulationScenarioDto } from './dto/simulations.dto.js';
import { callerOf } from './idempotency.js';

@ApiTags('simulation')
@Controller('v1/simulations')
export class SimulationsController {
  constructor(@Inject(SimulationsService) private readonly simulations: SimulationsService) {}

  @Post()
  @Roles('supervisor')
  @Describe({
    summary: 'Run a scenario on a virtual clock',
    description:
      'With the engine that decides in production. Profiles that it names and does not bring along are taken as they are in force; `compare` may name a version, `id@version`. Nothing is put in force.',
    status: 202,
    answer: SimulationAnswer,
    problems: [400, 413, 415, 429],
    idempotent: true,
  })
  submit(
    @Body() body: SimulationScenarioDto,
    @Who() principal: Principal,
    @Req() request: ApiRequest,
  ): Promise<SimulationView> {
    return this.simulations.submit(body, callerOf(request, principal));
  }

  @Get(':id')
  @Roles('supervisor')
  @Describe({
    summary: 'A simulation and, when it is completed, its result',
    description: 'Kept for a week, 200 at most.',
    answer: SimulationAnswer,
    problems: [404],
  })
  get(@PathId('simulation') id: string): Promise<SimulationView> {
    return this.simulations.get(id);
  }

  @Delete(':id')
  @Roles('supervisor')
  @Describe({
    summary: 'Cancel a simulation, or remove one that has ended',
    description: 'One that runs ends within two seconds.',
    status: 204,
    problems: [404],
  })
  cancel(@PathId('simulation') id: string): Promise<void> {
    return this.simulations.cancel(id);
  }
}
