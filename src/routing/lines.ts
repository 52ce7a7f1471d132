/**
 * What is kept of a waiting contact: 128 bytes side by side, numbers first and whole numbers among them, so that a
 * decision that looks at it waits for memory once or twice instead of once for each field.
 */
export const LINE = 16;
/** Places of numbers in a line. Times in ms; `FIXED` is the credit apart from age and what an agent adds, ms. */
export const VIRTUAL = 0;
export const ENQUEUED = 1;
export const SEQUENCE = 2;
export const FIXED = 3;
/** 0–1; −1: never a bot. */
export const ACCEPTANCE = 7;
export const PRIORITY = 8;
export const VALUE = 9;
export const DUE = 10;
/** Four credits, ms each, in the order of a record: priority, customer value, journey stage, due. */
export const CREDITS = 11;
/** What a bot adds, ms. */
export const BOT = 15;

/** The same bytes as whole numbers. */
export const WHOLES = 2 * LINE;
/** Slot of its class. */
export const SLOT = 8;
/** Number of what it asks. */
export const ASK = 9;
/** What holds for it, as bits. */
export const MARK = 10;
/** Epoch in which it became possible; see the matching's `epoch`. */
export const EPOCH = 11;
/** Hash of its id. */
export const HASH = 12;
/** Number of the agent that it wishes, + 1; 0: none. */
export const WISH = 13;
