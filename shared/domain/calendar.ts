// Calendar arithmetic on Intl alone, light enough for the browser. `time.ts` says the same by Temporal; a property test holds the two together.

const DAY_MS = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
	let found = clocks.get(zone);
	if (!found) {
		found = new Intl.DateTimeFormat('en', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
		});
		clocks.set(zone, found);
	}
	return found;
}

/** The wall-clock date and time (`YYYY-MM-DDTHH:MM`) of an instant in a zone. */
export function wallIn(instant: string | number, zone: string): string {
	const parts: Record<string, string> = {};
	for (const { type, value } of clock(zone).formatToParts(new Date(instant))) parts[type] = value;
	return `${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The date of an instant in a zone, `YYYY-MM-DD`. */
export const dateIn = (instant: string | number, zone: string): string => wallIn(instant, zone).slice(0, 10);

/** Whether a date of this form exists: the 31st of February does not. */
export const dateExists = (date: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && addDays(date, 0) === date;

export const addDays = (date: string, days: number): string =>
	new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one date to another; negative when `to` is earlier. */
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/**
 * The instant of a wall-clock date and time in a zone. A time that does not exist becomes the same distance after the gap; of a
 * time that exists twice, the first.
 */
export function instantAt(date: string, time: string, zone: string): string {
	const wall = `${date}T${time}`;
	const asUtc = Date.parse(`${wall}:00Z`);
	const offset = (at: number) => Date.parse(`${wallIn(at, zone)}:00Z`) - at;
	const first = asUtc - offset(asUtc - DAY_MS);
	const second = asUtc - offset(asUtc + DAY_MS);
	const found = wallIn(first, zone) !== wall && wallIn(second, zone) === wall ? second : first;
	return new Date(found).toISOString();
}
