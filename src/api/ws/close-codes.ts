/** Why the server closes a socket. */
export const CLOSE = {
  goingAway: { code: 1001, reason: 'the node stops' },
  binary: { code: 1003, reason: 'text frames only' },
  tryLater: { code: 1013, reason: 'a store is out of reach' },
  unauthorized: { code: 4401, reason: 'a valid key is required' },
  forbidden: { code: 4403, reason: 'the key may not use this socket' },
  tooSlow: { code: 4408, reason: 'the client reads too slowly' },
} as const;
export type CloseReason = keyof typeof CLOSE;
