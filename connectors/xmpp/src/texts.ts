/** What the connector itself says. */
export const TEXTS = {
  /** To customers. */
  welcome: 'Thank you for your message. Somebody will be with you shortly.',
  over: 'This conversation has ended. Write again to begin another one.',
  nobody: 'Nobody could take your conversation. Write again to begin another one.',

  /** To agents. */
  offered: (customer: string, seconds: number, first: string) =>
    `New conversation from ${customer}: “${first}” /accept or /decline within ${seconds} s.`,
  noOffer: 'There is no offer to answer here.',
  offerOver: (outcome: string) => `This offer is over: ${outcome}.`,
  offerRefused: (words: string) => `That came too late, or was not possible: ${words}`,
  taken: (customer: string) => `You have the conversation with ${customer}. /done ends it, /help tells more.`,
  goneOn: 'This conversation is no longer with you.',
  parked: 'The customer is away. The conversation is parked, and comes back when the customer does.',
  ended: 'This conversation has ended.',
  wrapUp: 'This conversation has ended; /done again ends your wrap-up.',
  notYours: 'This conversation is not with you. Your message was not passed on.',
  notDelivered: (condition: string) => `The customer did not get your message: ${condition}.`,
  refused: (words: string) => `Not done: ${words}`,
  transferred: (queueId: string) => `The conversation goes on in the queue ${queueId}.`,
  transferTo: 'Say where to: /transfer QUEUE, and a note for the next agent if you like.',
  notResponding: (desk: string) =>
    `You did not answer, so you get nothing more. Write /available to ${desk} when you are back.`,
  available: 'You are available.',
  unavailable: 'You are unavailable.',
  help: [
    '/accept — take the conversation that is offered here',
    '/decline [reason] — leave it to others',
    '/transfer QUEUE [note] — hand it over, with all that was written',
    '/done [disposition] — end it; once more ends your wrap-up',
    '//text — a text that begins with a slash',
  ].join('\n'),
  deskHelp: [
    'Your presence here is your presence in Lotse: away and do not disturb are unavailable.',
    '/available, /unavailable — say so in words',
  ].join('\n'),
};
