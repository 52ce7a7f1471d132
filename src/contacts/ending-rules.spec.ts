import type { ContactTypeConfig } from '../domain/configuration.js';
import { DomainError } from '../domain/errors.js';
import { endingTerms, neededOf, type ToldAtTheEnd } from './ending-rules.js';

const TYPE: ContactTypeConfig = {
  id: 'complaint',
  name: 'Complaint',
  requiredFields: [
    { name: 'text', type: 'string' },
    { name: 'amount', type: 'number' },
    { name: 'justified', type: 'boolean' },
    { name: 'cause', type: 'choice', options: ['price', 'service'] },
    { name: 'since', type: 'date' },
  ],
  dispositions: ['solved', 'forwarded'],
};

function faults(told: ToldAtTheEnd, type: ContactTypeConfig | undefined = TYPE): string[] {
  try {
    endingTerms(type, told);
    return [];
  } catch (error) {
    return (error as DomainError).details.errors?.map(({ path }) => path) ?? [];
  }
}

describe('what a contact’s type asks of its end', () => {
  it('is its fields, and a disposition where it has some', () => {
    expect(neededOf(TYPE)).toEqual(['text', 'amount', 'justified', 'cause', 'since', 'disposition']);
    expect(neededOf({ ...TYPE, dispositions: [] })).not.toContain('disposition');
    expect(neededOf(undefined)).toEqual([]);
  });

  it('takes values of the fields’ types', () => {
    const fields = { text: 'x', amount: 0, justified: false, cause: 'price', since: '2028-02-29' };
    expect(endingTerms(TYPE, { fields, disposition: 'solved' })).toEqual({ need: neededOf(TYPE), fields });
    expect(endingTerms(TYPE, {}).fields).toEqual({});
  });

  it.each([
    ['text', [' ', '', 1, true]],
    ['amount', ['1', true]],
    ['justified', ['true', 1]],
    ['cause', ['weather', '', 1]],
    ['since', ['2027-02-29', '2027-2-1', '2027-02-01T00:00:00Z', 20270201]],
  ])('refuses other values of %s', (name, values) => {
    for (const value of values) expect(faults({ fields: { [name]: value } })).toEqual([`fields.${name}`]);
  });

  it('names every fault', () => {
    expect(faults({ fields: { amount: '1', other: 1, toString: 'x' }, disposition: '' })).toEqual([
      'fields.amount',
      'fields.other',
      'fields.toString',
      'disposition',
    ]);
  });

  it('leaves the disposition free where there is no list of them', () => {
    expect(faults({ disposition: 'whatever' }, { ...TYPE, dispositions: [] })).toEqual([]);
    expect(endingTerms(undefined, { disposition: 'whatever' })).toEqual({ need: [], fields: {} });
  });
});
