import { createLogger } from './logger.js';

describe('the log', () => {
  it('leaves out secrets and people, in fields and in what the database says of a statement that failed', () => {
    const lines: string[] = [];
    const logger = createLogger('info', 'node', { write: (line) => void lines.push(line) });
    const row = { secret: 'whsec_1', previousSecret: 'whsec_2', notifyUrl: 'https://hidden.example' };
    const err = Object.assign(new Error('null value'), {
      parameters: [JSON.stringify(row)],
      driverError: { detail: 'Failing row contains (whsec_1)' },
      detail: 'Failing row contains (whsec_1)',
    });
    logger.warn({ err, webhook: row, ...row, webhookId: 'crm' }, 'a write failed');
    expect(lines.join('')).toContain('"webhookId":"crm"');
    expect(lines.join('')).toContain('null value');
    expect(lines.join('')).not.toMatch(/whsec_|hidden/);
  });
});
