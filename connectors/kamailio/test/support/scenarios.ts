/** SIPp scenarios, put together from the messages of a dialog. `[…]` are SIPp's own fields. */

const SDP = `
v=0
o=party 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio 40000 RTP/AVP 0`;

const send = (text: string, attributes = ''): string => `<send ${attributes}><![CDATA[\n${text.trim()}\n\n]]></send>`;
const receive = (what: string, more = ''): string => `<recv ${what} ${more}/>`;
/**
 * Told apart by their transactions, and not by what they say: a 200 of the INVITE that comes again behind the BYE, because
 * the ACK was lost, is no answer to that. SIPp would take it for one, and not say again a BYE that was lost, too.
 */
const TO_INVITE = 'response_txn="invite"';
const TO_BYE = 'response_txn="bye"';
/** What may come at any time and is no step. */
const ANY_TIME = 'optional="global" advance_state="false"';
/**
 * What may come at any time, also behind the 200: each is sent by a process of its own. SIPp 3.6 would go back to the step
 * behind it, wait for another 200 there and never hang up.
 */
const receiveEarly = (status: number): string => receive(`response="${status}"`, `${TO_INVITE} ${ANY_TIME}`);
const scenario = (name: string, steps: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="${name}">\n${steps.join('\n')}\n</scenario>\n`;

const CALLER = '<sip:[caller][call_number]@[local_ip]:[local_port]>';

/** A request of the caller: the first INVITE, or within the dialog. */
function request(method: string, cseq: number, more: { uri?: string; headers?: string; body?: string } = {}): string {
  const { uri = '[next_url]', headers = '[last_To:]\n[routes]', body = '' } = more;
  return `${method} ${uri} SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: ${CALLER};tag=[pid]c[call_number]
${headers}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: ${CALLER}
Max-Forwards: 70
${body === '' ? 'Content-Length: 0\n' : `Content-Type: application/sdp\nContent-Length: [len]\n${body}`}`;
}

const TO = 'To: <sip:[queue]@[remote_ip]:[remote_port]>';
const INVITE = send(
  request('INVITE', 1, {
    uri: 'sip:[queue]@[remote_ip]:[remote_port]',
    headers: `${TO}\nAccept-Language: [language]`,
    body: SDP,
  }),
  'retrans="500" start_rtd="answer" start_txn="invite"',
);
/** What may come before the answer, in whatever order. */
const EARLY = [receive('response="100"', `${TO_INVITE} optional="true"`), receiveEarly(182), receiveEarly(180)];
const ACK = 'ack_txn="invite"';
const ANSWERED = [
  ...EARLY,
  receive('response="200"', `${TO_INVITE} rtd="answer" rrs="true"`),
  send(request('ACK', 1), ACK),
];

/** A request or answer of an agent's phone. */
function answer(status: string, body = '', tag = ';tag=[pid]a[call_number]'): string {
  return send(
    `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]${tag}
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:[local_ip]:[local_port]>
${body === '' ? 'Content-Length: 0\n' : `Content-Type: application/sdp\nContent-Length: [len]\n${body}`}`,
    body === '' ? '' : 'retrans="500"',
  );
}

/** Waits until it is answered, which it writes down, talks for the time of `-d` and hangs up. */
export const CALLER_TALKS = scenario('caller', [
  INVITE,
  ...ANSWERED,
  '<nop><action><log message="heard [call_number]"/></action></nop>',
  '<pause />',
  send(request('BYE', 2), 'retrans="500" start_rtd="bye" start_txn="bye"'),
  receive('response="200"', `${TO_BYE} rtd="bye"`),
]);

/** As CALLER_TALKS, calling where a transfer sent it: the queue with `-key parameter`. */
export const CALLER_TALKS_AGAIN = CALLER_TALKS.replace(
  'INVITE sip:[queue]@[remote_ip]:[remote_port]',
  'INVITE sip:[queue]@[remote_ip]:[remote_port][parameter]',
);

/** Is answered and waits until the agent hangs up. */
export const CALLER_LISTENS = scenario('caller-listens', [
  INVITE,
  ...ANSWERED,
  receive('request="BYE"'),
  answer('200 OK', '', ''),
]);

/** A request of the caller about its INVITE, which lies so many steps back. */
const aboutInvite = (method: string, steps: number): string =>
  `${method} sip:[queue]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch-${steps}]
From: ${CALLER};tag=[pid]c[call_number]
${method === 'ACK' ? '[last_To:]' : TO}
Call-ID: [call_id]
CSeq: 1 ${method}
Max-Forwards: 70
Content-Length: 0
`;

/** By what it says and not by its transaction: a phone that is stopped names in it only the one of the CANCEL. */
const ENDED = receive('response="487"', 'rtd="answer"');

/** Waits until that provisional response has come and for the time of `-d`, and gives up. */
export const callerGivesUp = (after: 182 | 180): string =>
  scenario('caller-gives-up', [
    INVITE.replace('start_txn="invite"', ''),
    receive('response="100"', 'optional="true"'),
    receive(`response="${after === 182 ? 180 : 182}"`, ANY_TIME),
    receive(`response="${after}"`),
    '<pause />',
    send(aboutInvite('CANCEL', 5), 'retrans="500"'),
    // What only waits is answered before the CANCEL is, what rings when the phone has stopped.
    ...(after === 182
      ? [ENDED, send(aboutInvite('ACK', 7)), receive('response="200"')]
      : [receive('response="200"'), ENDED, send(aboutInvite('ACK', 8))]),
  ]);

/** Is refused with that status. */
export const callerRefused = (status: number): string =>
  scenario('caller-refused', [
    INVITE,
    ...EARLY,
    receive(`response="${status}"`, `${TO_INVITE} rtd="answer"`),
    send(request('ACK', 1, { uri: 'sip:[queue]@[remote_ip]:[remote_port]', headers: '[last_To:]' }), ACK),
  ]);

const RINGS = [receive('request="INVITE"', 'rrs="true"'), answer('180 Ringing')];
/** On a busy machine the INVITE comes again before Kamailio has read the answer, and the BYE can overtake the ACK. */
const PICKS_UP = [
  ...RINGS,
  answer('200 OK', SDP),
  receive('request="INVITE"', ANY_TIME),
  receive('request="ACK"', ANY_TIME),
];
const HUNG_UP = [receive('request="BYE"'), answer('200 OK', '', '')];

/** Answers at once and talks until the other side hangs up. For the time of `-d` it answers a BYE that comes again, too. */
export const AGENT_TALKS = scenario('agent', [...PICKS_UP, ...HUNG_UP, '<timewait />']);

/** Says nothing for the time of `-d` and answers then; what becomes of that it does not hear. */
export const AGENT_ANSWERS_LATE = scenario('agent-answers-late', [
  receive('request="INVITE"'),
  '<pause />',
  answer('200 OK', SDP).replace('retrans="500"', ''),
]);

/** Answers with a status that is not 2xx. */
export const agentRefuses = (status: string): string =>
  scenario('agent-refuses', [receive('request="INVITE"'), answer(status), receive('request="ACK"')]);

/** Rings until it is stopped. */
export const AGENT_RINGS = scenario('agent-rings', [
  ...RINGS,
  receive('request="CANCEL"'),
  answer('200 OK', '', ''),
  send(`SIP/2.0 487 Request Terminated
[last_Via:]
[last_From:]
[last_To:];tag=[pid]a[call_number]
[last_Call-ID:]
CSeq: 1 INVITE
Content-Length: 0
`),
  receive('request="ACK"'),
]);

/** The customer's side of the dialog, as the agent's phone has to name it. */
const KNOWS_CUSTOMER = `<recv request="INVITE" rrs="true"><action>
<ereg regexp="&lt;.*" search_in="hdr" header="From:" assign_to="customer" />
</action></recv>`;

/** A request of the agent within the dialog that the caller began. */
const back = (method: string, cseq: number, header = ''): string =>
  send(
    `${method} [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:[local_ip]:[local_port]>;tag=[pid]a[call_number]
To: [$customer]
[routes]
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:[local_ip]:[local_port]>${header}
Max-Forwards: 70
Content-Length: 0
`,
    'retrans="500"',
  );
const CALLED = [KNOWS_CUSTOMER, answer('180 Ringing'), answer('200 OK', SDP), receive('request="ACK"')];

/** Answers, talks for the time of `-d` and hangs up. */
export const AGENT_HANGS_UP = scenario('agent-hangs-up', [
  ...CALLED,
  '<pause />',
  back('BYE', 1),
  receive('response="200"'),
]);

/** Answers and sends the caller on to `-key target`, then leaves. */
export const AGENT_TRANSFERS = scenario('agent-transfers', [
  ...CALLED,
  back('REFER', 1, '\nRefer-To: <sip:[target]@sip.example.org>'),
  receive('response="202"'),
  back('BYE', 2),
  receive('response="200"'),
]);

/** The same, but it is refused with that status, and goes on talking. */
export const agentTransfersInVain = (status: number): string =>
  scenario('agent-transfers-in-vain', [
    ...CALLED,
    back('REFER', 1, '\nRefer-To: <sip:[target]@sip.example.org>'),
    receive(`response="${status}"`),
    ...HUNG_UP,
  ]);

/** Is answered, is sent on by REFER and stays for the BYE; where it was sent stands in SIPp's log. */
export const CALLER_IS_SENT_ON = scenario('caller-is-sent-on', [
  INVITE,
  ...ANSWERED,
  `<recv request="REFER"><action>
<ereg regexp="sip:[^>]*" search_in="hdr" header="Refer-To:" assign_to="target" />
<log message="[$target]" />
</action></recv>`,
  answer('202 Accepted', '', ''),
  receive('request="BYE"'),
  answer('200 OK', '', ''),
]);

/** A phone that registers as `-key agent`, at port `-key phone`, for `-key expires` seconds. */
export const REGISTERS = scenario('registers', [
  send(
    `REGISTER sip:sip.example.org SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:[agent]@sip.example.org>;tag=[pid]r[call_number]
To: <sip:[agent]@sip.example.org>
Call-ID: [call_id]
CSeq: 1 REGISTER
Contact: <sip:[agent]@[local_ip]:[phone]>;expires=[expires]
Max-Forwards: 70
Content-Length: 0
`,
    'retrans="500"',
  ),
  receive('response="200"'),
]);
