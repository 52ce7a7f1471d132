import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['plain', 'a,b', 'say "so"', 'two\r\nlines', '', null, 0, -1.5])).toBe(
      'plain,"a,b","say ""so""","two\r\nlines",,,0,-1.5\r\n',
    );
  });

  it('lets no text run as a formula', () => {
    expect(csvLine(['=1+1', '+49', '-x', '@SUM(A1)', '\tx', '\r=x', '=a,"b"', 'a=1'])).toBe(
      `'=1+1,'+49,'-x,'@SUM(A1),'\tx,"'\r=x","'=a,""b""",a=1\r\n`,
    );
  });
});
