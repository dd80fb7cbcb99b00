import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import moment from 'moment-timezone';

/** A stretch of time with one offset, in milliseconds: from an instant, until an instant (not included), ahead of UTC. */
export interface Stretch {
	from: number;
	until: number;
	offset: number;
}

/** Zone data that is none of ours: neither Intl nor Temporal has a part in it. */
export interface Oracle {
	name: string;
	/** Release of the zone data, as IANA names them. */
	release: string;
	zones: ReadonlyMap<string, readonly Stretch[]>;
}

const MINUTE = 60_000;
const ZONEINFO = '/usr/share/zoneinfo/tzdata.zi';

/** The tables that moment-timezone carries itself. */
export function momentData(): Oracle {
	const zones = moment.tz.names().map((name) => {
		const { untils, offsets } = moment.tz.zone(name)!;
		const stretches = offsets.map((west, index) => ({
			from: untils[index - 1] ?? -Infinity,
			until: untils[index] ?? Infinity,
			offset: -west * MINUTE,
		}));
		return [name, stretches] as const;
	});
	return { name: 'moment-timezone', release: moment.tz.dataVersion, zones: new Map(zones) };
}

/** What this machine's C library knows of these years, or why it cannot be asked. Zones that never change it does not print. */
export function zdumpData(years: { from: number; until: number }): Oracle | string {
	const release = existsSync(ZONEINFO) && /^# version (\d{4}[a-z]+)$/m.exec(readFileSync(ZONEINFO, 'utf8'))?.[1];
	if (!release) return 'this machine does not say which zone data it has';
	const printed = run('zdump', '-v', '-c', `${years.from},${years.until}`, ...moment.tz.names());
	if (printed === undefined) return 'this machine has no zdump';
	const zones = new Map<string, Stretch[]>();
	for (const line of printed.split('\n')) {
		const [, name, utc, seconds] = /^(\S+)\s+(.+) UTC? = .+ gmtoff=(-?\d+)$/.exec(line) ?? [];
		if (!name) continue;
		const stretches = zones.get(name) ?? [];
		zones.set(name, stretches);
		// Two lines a transition: the last second before it, and the first after.
		const at = Date.parse(`${utc} UTC`);
		const offset = Number(seconds) * 1000;
		const before = stretches.at(-1);
		if (before?.until === at) stretches.push({ from: at, until: Infinity, offset });
		else if (before) before.until = at + 1000;
		else stretches.push({ from: -Infinity, until: at + 1000, offset });
	}
	return zones.size > 0
		? { name: 'zdump', release, zones }
		: 'this machine’s zdump prints its lines in another form than glibc’s';
}

function run(command: string, ...words: string[]): string | undefined {
	try {
		return execFileSync(command, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
	} catch {
		return undefined;
	}
}

/**
 * The moment of a wall-clock time. Each stretch is laid out as its clocks show it: where two lie over each other the
 * earlier one is taken, and what lies between two counts on from where the first ends.
 */
export function momentOf(stretches: readonly Stretch[], wall: number): number {
	let end: Stretch | undefined;
	for (const stretch of stretches) {
		if (wall < stretch.from + stretch.offset) return end!.until + (wall - (end!.until + end!.offset));
		if (wall < stretch.until + stretch.offset) return wall - stretch.offset;
		end = stretch;
	}
	throw new RangeError('These stretches end before that time');
}

/** What the clocks show at an instant, as milliseconds. */
export const shownAt = (stretches: readonly Stretch[], instant: number): number =>
	instant + stretches.find(({ until }) => instant < until)!.offset;

/** The instants, between two, at which the clocks are put forward or back. */
export const transitions = (stretches: readonly Stretch[], from: number, until: number): number[] =>
	stretches
		.filter((stretch, index) => index > 0 && stretch.offset !== stretches[index - 1]!.offset)
		.map((stretch) => stretch.from)
		.filter((at) => at >= from && at < until);
