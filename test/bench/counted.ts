import { Faults, type FaultKind, type FaultRequest, type Service } from '#infra/local/faults.ts';

/** Each is asked for once by whatever may go wrong so. */
const ONCE: FaultKind[] = ['refuse', 'duplicate', 'fireTwice'];

/** Lets nothing go wrong, and counts: every stand-in asks it once per request. */
export class Counted extends Faults {
	#moments = new Map<string, number[]>();

	override take<Kind extends FaultKind = FaultKind>(
		service: Service,
		operation: string,
		request: FaultRequest,
		...kinds: Kind[]
	) {
		// A request asks for its refusal; a batch of the stream and an event for their duplicate; a schedule for a second time.
		if (kinds.some((kind) => ONCE.includes(kind))) {
			// An event that nobody waits for, by the function it is given to.
			const of = service === 'lambda' ? `${operation} ${String(request.FunctionName)}` : operation;
			const moments = this.#moments.get(`${service} ${of}`) ?? [];
			this.#moments.set(`${service} ${of}`, moments);
			moments.push(performance.now());
		}
		return super.take(service, operation, request, ...kinds);
	}

	/** How often this was asked for; of `lambda`, with the function's name. */
	count(service: Service, operation: string): number {
		return this.moments(service, operation).length;
	}

	/** When, in milliseconds. */
	moments(service: Service, operation: string): readonly number[] {
		return this.#moments.get(`${service} ${operation}`) ?? [];
	}

	forget(): void {
		this.#moments.clear();
	}
}
