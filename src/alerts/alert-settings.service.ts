import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationService, type WriteOptions } from '../configuration/configuration.service.js';
import type { ConfigPage } from '../configuration/page.js';
import type { AlertThreshold } from '../domain/alert-threshold.js';
import { iso } from '../domain/iso.js';
import type { Versioned } from '../store/config-store.js';
import { StandingThresholds } from './standing-thresholds.service.js';
import { toldOf } from './threshold-event.js';

/** An alert as configured, and whether it stands. */
export type AlertView = AlertThreshold & { raised: { at: string; value: number | null } | null };

/** Alerts by thresholds as configured. Throws DomainError. */
@Injectable()
export class AlertSettingsService {
  constructor(
    @Inject(ConfigurationService) private readonly configuration: ConfigurationService,
    @Inject(StandingThresholds) private readonly standing: StandingThresholds,
  ) {}

  async put(
    kind: 'alert',
    value: AlertThreshold,
    options: WriteOptions,
  ): Promise<Versioned<AlertView> & { created: boolean }> {
    const written = await this.configuration.put(kind, value, options);
    return { ...written, value: this.view(written.value) };
  }

  async get(kind: 'alert', id: string): Promise<Versioned<AlertView>> {
    const found = await this.configuration.get(kind, id);
    return { ...found, value: this.view(found.value) };
  }

  list(kind: 'alert', limit: number, cursor: string | undefined): ConfigPage<AlertView> {
    const { items, nextCursor } = this.configuration.list(kind, limit, cursor);
    return { items: items.map((item) => this.view(item)), nextCursor };
  }

  /** One that stands is cleared within seconds. */
  remove(kind: 'alert', id: string, options: WriteOptions): Promise<void> {
    return this.configuration.remove(kind, id, options);
  }

  private view(threshold: AlertThreshold): AlertView {
    const standing = this.standing.get(threshold.id);
    return { ...threshold, raised: standing ? { at: iso(standing.at), value: toldOf(standing).value } : null };
  }
}
