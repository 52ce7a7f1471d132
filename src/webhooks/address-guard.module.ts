import { Module } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { AddressGuard } from './address-guard.js';

/** One rule for what may be called, at enqueue and at delivery. */
@Module({
  providers: [
    {
      provide: AddressGuard,
      inject: [{ token: ENVIRONMENT, optional: true }],
      useFactory: (environment?: Environment) => new AddressGuard(environment?.webhookAllow),
    },
  ],
  exports: [AddressGuard],
})
export class AddressGuardModule {}
