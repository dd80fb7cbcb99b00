import { newId } from '#shared/ids.ts';
import type { Stage } from './stage.ts';

const TRIES = 40;

/** Somebody with a browser: sends a request again, under the same key, until somebody says what came of it. */
export class Client {
	readonly #stage: Stage;
	readonly #path: string;
	readonly #memberId: string;

	constructor(stage: Stage, tenantId: string, memberId: string) {
		this.#stage = stage;
		this.#path = `/api/tenants/${tenantId}`;
		this.#memberId = memberId;
	}

	/** Undefined when it was refused for good. Says when it was first sent, when it was answered, and how often it took. */
	async do(method: string, path: string, body?: object) {
		const asked = {
			method,
			path: this.#path + path,
			memberId: this.#memberId,
			cause: newId('req', this.#stage.now()),
			body,
		};
		const from = this.#stage.now();
		for (let tries = 1; tries <= TRIES; tries += 1) {
			const answered = await this.#stage.ask(asked).catch(() => undefined);
			if (!answered || answered.status >= 500) continue;
			const ok = answered.status < 300;
			if (!ok && ![403, 409, 422, 429].includes(answered.status))
				throw new Error(`${method} ${path} was answered ${answered.status}: ${JSON.stringify(answered.body)}`);
			return { body: ok ? answered.body : undefined, refused: answered.body, from, to: answered.now, tries };
		}
		throw new Error(`${method} ${path} got no answer in ${TRIES} tries`);
	}
}
