import { expect, it } from 'vitest';
import { compare, NOW, say, UNTIL } from './zone-comparison.ts';
import { zdumpData } from './zone-oracle.ts';
import { LISTED_FROM, NEWEST_LISTED } from './zone-releases.ts';

const oracle = zdumpData({ from: new Date(NOW).getUTCFullYear() - 1, until: new Date(UNTIL).getUTCFullYear() + 1 });

/** Three seconds of work, on a machine with nothing else to do. */
const PATIENCE_MS = 60_000;

it(
	'a moment is the same by what this machine’s C library says',
	({ skip }) => {
		if (typeof oracle === 'string') return skip(oracle);
		if (oracle.release < LISTED_FROM || oracle.release > NEWEST_LISTED)
			return skip(`its data of ${oracle.release} are not among those whose changes are listed`);
		const compared = compare(oracle);
		say(oracle, compared);
		expect(compared.differ).toEqual([]);
		expect(compared.zones).toBeGreaterThan(100);
	},
	PATIENCE_MS,
);
