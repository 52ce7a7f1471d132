import { AddressGuard, AddressRefused } from './address-guard.js';

describe('the address guard', () => {
  const guard = new AddressGuard();

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:81a::200e'])(
    'lets %s pass',
    (address) => expect(guard.allows(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:1::1',
    '2001:db8::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    'nonsense',
    '',
  ])('stops %s', (address) => expect(guard.allows(address)).toBe(false));

  it('lets pass what the operator allowed, and no more', () => {
    const lenient = new AddressGuard(['127.0.0.0/8', 'fd00::/8']);
    expect(['127.0.0.1', '::ffff:127.0.0.1', 'fd00::1', '8.8.8.8'].map((a) => lenient.allows(a))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['10.0.0.1', '::1', 'fc00::1'].map((a) => lenient.allows(a))).toEqual([false, false, false]);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'http://a.localhost./',
    'https://169.254.169.254/latest/meta-data',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/relative',
    '',
  ])('names the fault of %s', (url) => expect(guard.faultOf(url)).toEqual(expect.stringMatching(/^must /)));

  it.each(['https://example.com/x?y=1', 'http://8.8.8.8:8080/', 'http://internal.example/'])(
    'finds no fault with %s yet',
    (url) => expect(guard.faultOf(url)).toBeUndefined(),
  );

  function look(by: AddressGuard, all: boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      by.lookup('localhost', { all }, (error, address, family) =>
        error ? reject(error) : resolve(all ? address : { address, family }),
      );
    });
  }

  it('refuses a name that resolves to private addresses only', async () => {
    await expect(look(guard, false)).rejects.toThrow(AddressRefused);
    await expect(look(guard, true)).rejects.toThrow(AddressRefused);
  });

  it('hands over only the addresses that may be called', async () => {
    const lenient = new AddressGuard(['127.0.0.0/8']);
    expect(await look(lenient, false)).toEqual({ address: '127.0.0.1', family: 4 });
    expect(await look(lenient, true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });
});
