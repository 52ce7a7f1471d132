import { Module } from '@nestjs/common';
import { ServicesModule } from '../contacts/services.module.js';
import { HooksService } from './hooks.service.js';

/** Contacts from systems that only know how to post. */
@Module({ imports: [ServicesModule], providers: [HooksService], exports: [HooksService] })
export class HooksModule {}
