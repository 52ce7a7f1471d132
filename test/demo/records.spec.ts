import { askedForAgent, type CallRecord, callKey, NO_SERVER, parseRecords, rowKind } from '../../demo/records.js';
import { bankRecords } from './bank-records.js';

const HEADER =
  'vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver';
const row = (...cells: string[]): string => cells.join('\t');
const QUEUED = row(
  'AA0101',
  '5',
  '7',
  '2',
  'PS',
  '990201',
  '8:09:16',
  '8:09:22',
  '6',
  '8:09:22',
  '8:09:27',
  '5',
  'HANG',
  '0:00:00',
  '0:00:00',
  '0',
  'NO_SERVER',
);

const share = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;
const answeredIn20 = (rows: CallRecord[]): number =>
  rows.filter((r) => r.outcome === 'AGENT' && r.queueSeconds <= 20).length;
const hungUp = (rows: CallRecord[]): number => rows.filter((r) => r.outcome === 'HANG').length;

describe('bank records', () => {
  const records = bankRecords();
  const calls = records.filter((record) => record.outcome !== 'PHANTOM');

  it('give the published figures over all rows without PHANTOM', () => {
    const answered = calls.filter((record) => record.outcome === 'AGENT');
    const asa = answered.reduce((sum, record) => sum + record.queueSeconds, 0) / answered.length;
    expect(calls).toHaveLength(25_669);
    expect(share(hungUp(calls), calls.length)).toBe(18.6);
    expect(share(answeredIn20(calls), calls.length)).toBe(49.1);
    expect(Math.round(asa * 10) / 10).toBe(39.7);
  });

  it('give the published figures for who asked for an agent', () => {
    const asked = records.filter(askedForAgent);
    expect(asked).toHaveLength(24_010);
    expect(share(hungUp(asked), asked.length)).toBe(13.0);
    expect(share(answeredIn20(asked), asked.length)).toBe(52.5);
  });

  it('leave out, by reason, what no replay can use', () => {
    const counts = { call: 0, phantom: 0, neverQueued: 0, noServer: 0 };
    for (const record of records) counts[rowKind(record)]++;
    expect(counts).toEqual({ call: 25_890 - 221 - 1_659 - 384, phantom: 221, neverQueued: 1_659, noServer: 384 });
  });

  it('have no unique call id, but line, call id and date together are unique and fit a contact id', () => {
    expect(new Set(calls.map((record) => record.callId)).size).toBe(13_344);
    const keys = records.map(callKey);
    expect(new Set(keys).size).toBe(records.length);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_.:-]{1,40}$/);
  });

  it('contain the known oddities', () => {
    const known = (record: CallRecord): boolean => record.serviceSeconds > 0;
    expect(
      records.filter((r) => r.outcome === 'AGENT' && r.server === NO_SERVER && r.serviceSeconds < 30),
    ).toHaveLength(323);
    expect(records.filter((r) => r.outcome === 'AGENT' && !known(r))).toHaveLength(72);
    expect(records.filter((r) => r.outcome === 'HANG' && known(r))).toHaveLength(72);
    const early = (date: string, from: number, to: number): number =>
      records.filter(
        (r) => rowKind(r) === 'neverQueued' && r.date === date && r.vruEntry >= from * 3600 && r.vruEntry < to * 3600,
      ).length;
    expect(early('990203', 13, 14)).toBe(326);
    expect(early('990221', 17, 19)).toBe(272);
  });
});

describe('parseRecords', () => {
  it('reads a row, with or without a header and Windows line ends', () => {
    const [record] = parseRecords(`${HEADER}\r\n${QUEUED}\r\n`);
    expect(record).toMatchObject({
      queued: true,
      queueSeconds: 5,
      vruExit: 8 * 3600 + 9 * 60 + 22,
      priority: 2,
      outcome: 'HANG',
    });
    expect(parseRecords(QUEUED)).toEqual([record]);
  });

  it('lets the clock run on past midnight', () => {
    const late = QUEUED.replaceAll('8:09:22', '0:00:04').replace('8:09:27', '0:00:09').replace('8:09:16', '23:59:58');
    expect(parseRecords(late)[0]).toMatchObject({ vruExit: 86_404, queueStart: 86_404, queueExit: 86_409 });
  });

  it('names the line and the field it cannot read', () => {
    expect(() => parseRecords(`${HEADER}\n${QUEUED}\nx\ty`)).toThrow('line 3: 2 fields instead of 17');
    expect(() => parseRecords(QUEUED.replace('PS', 'XX'))).toThrow('line 1: type XX');
    expect(() => parseRecords(QUEUED.replace('8:09:22', 'noon'))).toThrow('line 1: noon is not a time of day');
  });
});
