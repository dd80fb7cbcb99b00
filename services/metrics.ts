/** Figures that somebody is woken by, with CloudWatch's units. `infra/watch.ts` has an alarm on each. */
export const METRICS = {
	/** May have left, may not; not tried a third time. */
	LettersUncertain: 'Count',
	/** The mail service would not take them. */
	LettersFailed: 'Count',
	/** The mail service took no letters at that moment. */
	LettersPostponed: 'Count',
	/** People whose letters do not arrive, or are not wanted. */
	AddressesSuppressed: 'Count',
	/** What should have left, and has not. */
	Overdue: 'Count',
	/** How long the oldest of that has been waiting. */
	OverdueMinutes: 'Count',
	/** All schedules were looked after. */
	Rearmed: 'Count',
	/** What is left of the letters that the mail service takes in 24 hours. */
	MailQuotaLeft: 'Percent',
} as const satisfies Record<string, 'Count' | 'Percent'>;
export type Metric = keyof typeof METRICS;

/** Figures in CloudWatch's embedded metric format, to go into a line of the log. Stages of one account are counted apart. */
export const embedded = (figures: Partial<Record<Metric, number>>): object => ({
	_aws: {
		Timestamp: Date.now(),
		CloudWatchMetrics: [
			{
				Namespace: 'FocusCoachee',
				Dimensions: [['stage']],
				Metrics: Object.keys(figures).map((Name) => ({ Name, Unit: METRICS[Name as Metric] })),
			},
		],
	},
	stage: process.env.STAGE,
	...figures,
});

/** One line of the log. Not by `console`: Lambda's JSON log would wrap it, and its metrics would not be found. */
export function say(line: object): void {
	process.stdout.write(`${JSON.stringify(line)}\n`);
}
