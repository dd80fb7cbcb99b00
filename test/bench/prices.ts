/**
 * What AWS asks, in dollars, by its public lists for us-east-1 without any free tier; eu-west-1 asks up to 13 % more for the
 * table and the functions. Where each stands: docs/scale.md.
 */
export const PRICE = {
	/** A million request units of a table on demand. */
	writeUnits: 0.625,
	readUnits: 0.125,
	/** A gigabyte kept for a month, with its continuous backup. */
	storedGb: 0.25 + 0.2,
	/** A million invocations, and a gigabyte of memory for a second on Arm. */
	invocations: 0.2,
	gbSecond: 0.0000133334,
	/** A million requests through an HTTP API, and through CloudFront, where a gigabyte sent to Europe is `sentGb`. */
	apiRequests: 1,
	edgeRequests: 1,
	sentGb: 0.085,
	/** A million schedules that fire. Making and deleting them is free. */
	schedules: 1,
	/** A million letters, and a gigabyte of what is in them beyond text: none. */
	letters: 100,
	/** A gigabyte of log taken in. */
	loggedGb: 0.5,
	/** A million traces kept. */
	traces: 5,
} as const;

/** Used in a month, by the names above: counted in single things, gigabytes and gigabyte-seconds. */
export type Used = Partial<Record<keyof typeof PRICE, number>>;

const SINGLE = new Set<string>(['storedGb', 'gbSecond', 'sentGb', 'loggedGb']);

/** In dollars. */
export const cost = (used: Used): number =>
	Object.entries(used).reduce((sum, [name, amount]) => sum + costOf(name as keyof typeof PRICE, amount), 0);

export const costOf = (name: keyof typeof PRICE, amount: number): number =>
	(amount * PRICE[name]) / (SINGLE.has(name) ? 1 : 1_000_000);

/**
 * What an invocation is billed, where nothing can be measured without AWS: memory in gigabytes, and seconds put together from
 * five milliseconds a call to the table, sixty to the mail service, thirty to Scheduler, our own work, and its share of starts.
 */
export const BILLED = {
	app: { gb: 1, seconds: 0.05 },
	arm: { gb: 0.5, seconds: 0.06 },
	send: { gb: 0.5, seconds: 0.2 },
	outcome: { gb: 0.25, seconds: 0.05 },
	sweep: { gb: 0.5, seconds: 0.25 },
} as const;
