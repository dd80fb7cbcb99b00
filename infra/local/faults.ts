/**
 * What tests may make go wrong between the handlers and a service. One object is shared by every stand-in and by the
 * table proxy; each asks it once per request.
 *
 * On the way: `refuse` and `throttle` answer an error and do nothing; `conflict` is a transaction conflict of the table;
 * `loseAnswer` does the work, then resets the connection; `delay` does the work and answers `ms` later.
 * Afterwards: `fireTwice` and `fireLate` (in milliseconds of the local clock) are asked for under the scheduler's
 * operation `Fire`, `fireAfterDelete` under its `DeleteSchedule`, and `refuse`, as its target would, under `Invoke`;
 * `duplicate`, `delay` and `drop` of a mail event under the operation `Event` of `ses`, and likewise wherever something is
 * delivered at least once.
 */
export type Fault =
	| { kind: 'refuse'; error: string; status: number; message?: string }
	| { kind: 'throttle'; error?: string }
	| { kind: 'conflict' }
	| { kind: 'loseAnswer' }
	| { kind: 'delay'; ms: number }
	| { kind: 'duplicate' }
	| { kind: 'drop' }
	| { kind: 'fireTwice' }
	| { kind: 'fireLate'; ms: number }
	| { kind: 'fireAfterDelete' };

export type FaultKind = Fault['kind'];
export type Service = 'table' | 'stream' | 'scheduler' | 'lambda' | 'ses' | 'sts' | 'sqs';
export type FaultRequest = Readonly<Record<string, unknown>>;

type Queued = {
	service: Service;
	operation: string;
	fault: Fault;
	left: number;
	when: (request: FaultRequest) => boolean;
};

export class Faults {
	#queue: Queued[] = [];

	/**
	 * Lets the next `times` requests of an operation (`*` is every operation) go wrong, those that satisfy `when` alone.
	 * Returns how to withdraw what is left of it.
	 */
	queue(
		service: Service,
		operation: string,
		fault: Fault,
		{ times = 1, when = () => true }: { times?: number; when?: (request: FaultRequest) => boolean } = {},
	): () => void {
		const queued = { service, operation, fault, left: times, when };
		this.#queue.push(queued);
		return () => this.#drop(queued);
	}

	/** The oldest fault that waits for this request, used up by one. With `kinds`, only a fault of these. */
	take<Kind extends FaultKind = FaultKind>(
		service: Service,
		operation: string,
		request: FaultRequest,
		...kinds: Kind[]
	): Extract<Fault, { kind: Kind }> | undefined {
		const queued = this.#queue.find(
			({ service: its, operation: name, fault, when }) =>
				its === service &&
				(name === operation || name === '*') &&
				(kinds.length === 0 || kinds.includes(fault.kind as Kind)) &&
				when(request),
		);
		if (!queued) return undefined;
		queued.left -= 1;
		if (queued.left <= 0) this.#drop(queued);
		return queued.fault as Extract<Fault, { kind: Kind }>;
	}

	/** How many faults still wait: a test that queued one checks that it came to pass. */
	get waiting(): number {
		return this.#queue.length;
	}

	clear(): void {
		this.#queue = [];
	}

	#drop(queued: Queued): void {
		this.#queue = this.#queue.filter((one) => one !== queued);
	}
}
