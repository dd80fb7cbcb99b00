/**
 * What the sweep is asked for each night: that what falls due before the next one, and six hours longer, is armed. So each
 * reminder is looked at once or twice, and by the zone data of its own day.
 */
export const NIGHTLY = { rearm: true, days: 1.25, onward: true } as const;
