import { Module } from '@nestjs/common';
import { AlertsModule } from '../../alerts/alerts.module.js';
import { ServicesModule } from '../../contacts/services.module.js';
import { HttpMetrics, MetricsRegistry } from '../../metrics/http-metrics.js';
import { POSTGRES_PROBE, ReadinessService, type PostgresProbe } from '../../health/readiness.service.js';
import type { Postgres } from '../../store/postgres.js';
import { CONFIGURATION_POSTGRES } from '../../store/store.module.js';
import { ProfilesModule } from '../../profiles/profiles.module.js';
import { ReportsModule } from '../../reports/reports.module.js';
import { SimulationModule } from '../../simulation/simulation.module.js';
import { HooksModule } from '../../hooks/hooks.module.js';
import { SubscriptionsModule } from '../../webhooks/subscriptions.module.js';
import { AgentWorkController } from './agent-work.controller.js';
import { ApiKeysController } from './api-keys.controller.js';
import { AuditController } from './audit.controller.js';
import { AuthGuard } from './auth.guard.js';
import { DtoPipe } from './body.js';
import { CONFIGURATION_CONTROLLERS } from './configuration.controllers.js';
import { CallbacksController } from './callbacks.controller.js';
import { ContactWorkController } from './contact-work.controller.js';
import { SupervisorActsController } from './supervisor-acts.controller.js';
import { ContactsController } from './contacts.controller.js';
import { ExplanationsController } from './explanations.controller.js';
import { HooksController } from './hooks.controller.js';
import { OffersController } from './offers.controller.js';
import { OperationsController } from './operations.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ProfilePlansController } from './profile-plans.controller.js';
import { ReportsController } from './reports.controller.js';
import { RouteTable } from './route-table.js';
import { RoutingProfilesController } from './routing-profiles.controller.js';
import { SchemasController } from './schemas.controller.js';
import { SimulationsController } from './simulations.controller.js';
import { StatsController } from './stats.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** The REST face. Needs the stores' modules, which are global, and the services. */
@Module({
  imports: [
    ServicesModule,
    AlertsModule,
    SubscriptionsModule,
    SimulationModule,
    HooksModule,
    ReportsModule,
    ProfilesModule,
  ],
  controllers: [
    ContactsController,
    CallbacksController,
    ContactWorkController,
    SupervisorActsController,
    OffersController,
    ExplanationsController,
    AgentWorkController,
    StatsController,
    ReportsController,
    ApiKeysController,
    WebhooksController,
    RoutingProfilesController,
    ProfilePlansController,
    SimulationsController,
    SchemasController,
    AuditController,
    HooksController,
    OperationsController,
    ...CONFIGURATION_CONTROLLERS,
  ],
  providers: [
    RouteTable,
    MetricsRegistry,
    HttpMetrics,
    ReadinessService,
    {
      provide: POSTGRES_PROBE,
      inject: [CONFIGURATION_POSTGRES],
      useFactory:
        (postgres: Postgres): PostgresProbe =>
        () =>
          postgres.run('SELECT 1'),
    },
    DtoPipe,
    AuthGuard,
    ProblemFilter,
  ],
  exports: [MetricsRegistry],
})
export class HttpApiModule {}
