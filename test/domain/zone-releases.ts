/** What a release of the zone data says otherwise than the one before it, of any time from 2026 on. */
export interface Release {
	release: string;
	zones: readonly string[];
	why: string;
}

/** The first release from which this list is whole: older data may differ in ways that are not written here. */
export const LISTED_FROM = '2025b';

/** Each as IANA tells it: https://www.iana.org/time-zones/releases/2026a and so on. A release that is missing changed the past alone. */
export const RELEASES: readonly Release[] = [
	{
		release: '2026a',
		zones: ['Europe/Chisinau', 'Europe/Tiraspol'],
		why: 'Moldova changes its clocks when the European Union does, an hour later than was thought',
	},
	{
		release: '2026b',
		zones: ['America/Vancouver', 'Canada/Pacific'],
		why: 'British Columbia stays seven hours behind UTC all year',
	},
	{
		release: '2026c',
		zones: ['America/Edmonton', 'America/Yellowknife', 'Canada/Mountain', 'Africa/Casablanca', 'Africa/El_Aaiun'],
		why: 'Alberta stays six hours behind UTC all year; Morocco stays on UTC, Ramadan or not',
	},
	{
		release: '2026d',
		zones: ['America/Inuvik'],
		why: 'Canada’s Northwest Territories stay six hours behind UTC all year',
	},
	{
		release: '2026e',
		zones: ['America/Winnipeg', 'America/Rainy_River', 'Canada/Central'],
		why: 'Manitoba stays five hours behind UTC all year, as it decided on 17 September 2026',
	},
	{
		release: '2026f',
		zones: ['America/Havana', 'Cuba'],
		why: 'Cuba does not put its clocks back in November 2026 but a year later',
	},
];

export const NEWEST_LISTED = RELEASES.at(-1)!.release;

/** What changed from the older of two releases to the newer. */
export const changedBetween = (one: string, other: string): Release[] => {
	const [older, newer] = [one, other].sort() as [string, string];
	return RELEASES.filter(({ release }) => release > older && release <= newer);
};
