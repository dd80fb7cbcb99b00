import { newId } from '#shared/ids.ts';
import type { Host } from './host.ts';
import type { Body, Record } from './record.ts';

/** A host, wherever it runs: requests go in, answers come out, and the clock says when. */
export interface Front {
	ask(request: Asked): Promise<Answered>;
	/** The moment it is there. */
	now(): number;
}

export interface Asked {
	method: string;
	path: string;
	memberId: string;
	cause: string;
	body?: object | undefined;
}

export interface Answered {
	status: number;
	body: Body;
}

const TRIES = 40;

/** Somebody with a browser: sends a request again, under the same key, until somebody says what came of it. */
export class Client {
	readonly #front: Front;
	readonly #path: string;
	readonly #memberId: string;

	constructor(front: Front, tenantId: string, memberId: string) {
		this.#front = front;
		this.#path = `/api/tenants/${tenantId}`;
		this.#memberId = memberId;
	}

	/** Undefined when it was refused for good. Says when it was first sent, when it was answered, and how often it took. */
	async do(method: string, path: string, body?: object) {
		const asked = { method, path: this.#path + path, memberId: this.#memberId, cause: newId('req'), body };
		const from = this.#front.now();
		for (let tries = 1; tries <= TRIES; tries += 1) {
			const answered = await this.#front.ask(asked).catch(() => undefined);
			if (!answered || answered.status >= 500 || answered.status === 429) continue;
			const ok = answered.status < 300;
			if (!ok && ![403, 409, 422].includes(answered.status))
				throw new Error(`${method} ${path} was answered ${answered.status}: ${JSON.stringify(answered.body)}`);
			return { body: ok ? answered.body : undefined, refused: answered.body, from, to: this.#front.now(), tries };
		}
		throw new Error(`${method} ${path} got no answer in ${TRIES} tries`);
	}
}

/** The host in this very process. */
export const frontOf = (host: Host): Front => ({
	now: () => host.conductor.time.ms,
	async ask({ method, path, memberId, cause, body }) {
		const headers = { 'x-member': memberId, 'idempotency-key': cause, 'content-type': 'application/json' };
		const request = new Request(`http://localhost:3000${path}`, {
			method,
			headers,
			...(body && { body: JSON.stringify(body) }),
		});
		const response = await host.ask(request);
		const text = await response.text();
		return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
	},
});

export type { Record };
