import { Module } from '@nestjs/common';
import { AgentExplanationService } from '../agents/agent-explanation.service.js';
import { PresenceService } from '../agents/presence.service.js';
import { ReasonCodes } from '../agents/reason-codes.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { AuditService } from '../audit/audit.service.js';
import { ConfigurationService } from '../configuration/configuration.service.js';
import { ProfileSettingsService } from '../profiles/profile-settings.service.js';
import { LiveFloor } from '../queues/live-floor.service.js';
import { QueueGapsService } from '../queues/queue-gaps.service.js';
import { QueueStatsService } from '../queues/queue-stats.service.js';
import { WaitEstimatesService } from '../queues/wait-estimates.service.js';
import { AddressGuardModule } from '../webhooks/address-guard.module.js';
import { Admission } from './admission.js';
import { CallbacksService } from './callbacks.service.js';
import { ContactPlanner } from './contact-planner.js';
import { ContactTypes } from './contact-types.js';
import { ContactWorkService } from './contact-work.service.js';
import { ContactsService } from './contacts.service.js';
import { EarlierService } from './earlier.service.js';
import { ExplanationService } from './explanation.service.js';
import { Intake } from './intake.js';
import { OffersService } from './offers.service.js';
import { PreviewService } from './preview.service.js';
import { RoutabilityService } from './routability.js';
import { SupervisorActsService } from './supervisor-acts.service.js';

const SERVICES = [
  ContactsService,
  ContactWorkService,
  SupervisorActsService,
  CallbacksService,
  OffersService,
  PresenceService,
  ExplanationService,
  PreviewService,
  AgentExplanationService,
  LiveFloor,
  QueueStatsService,
  QueueGapsService,
  ConfigurationService,
  ApiKeysService,
  RoutabilityService,
  EarlierService,
  WaitEstimatesService,
  ProfileSettingsService,
  AuditService,
];

/** What clients can ask for, whatever the transport: REST and sockets share it. */
@Module({
  imports: [AddressGuardModule],
  providers: [...SERVICES, ContactPlanner, ContactTypes, Admission, Intake, ReasonCodes],
  exports: SERVICES,
})
export class ServicesModule {}
