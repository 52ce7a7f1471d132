/**
 * How Node is started for a server. Under load most of what a request makes dies with it: the default young generation
 * (16 MiB a half) is collected so often that half-finished requests are copied around and promoted. 128 MiB a half takes
 * about a quarter off the processor time of a whole contact's life (`npm run bench -- --only lifecycle`), for up to 400 MB
 * of memory on a node under full load.
 */
export const NODE_FLAGS = ['--max-semi-space-size=128'] as const;
