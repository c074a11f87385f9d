/**
 * Whether a server or program can be had on this machine. `reason` says what is missing, `howToGet` what a reader can
 * do about it; both are sentences for the title of a skipped test.
 */
export type Availability = { available: true } | { available: false; reason: string; howToGet: string };
