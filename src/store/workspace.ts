/** The one workspace, until more come. Every table has it in its key. */
export const WORKSPACE = 'default';
