import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { objectSchema, type JsonSchema } from '../dto-schema.js';
import { Roles } from './auth.guard.js';
import { Describe } from './describe.js';
import { SimulationScenarioDto } from './dto/simulations.dto.js';

/** Forms of documents that are written by hand or by other programs. */
@ApiTags('simulation')
@Controller('v1/schemas')
export class SchemasController {
  private scenario?: JsonSchema;

  @Get('simulation-scenario')
  @Roles('supervisor', 'system')
  @Header('content-type', 'application/schema+json')
  @Describe({ summary: 'The JSON Schema (2020-12) of a simulation scenario' })
  simulationScenario(): JsonSchema {
    return (this.scenario ??= {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Simulation scenario',
      ...objectSchema(SimulationScenarioDto),
    });
  }
}
