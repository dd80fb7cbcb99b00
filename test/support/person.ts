import type { System } from '#infra/local/system.ts';
import { newId } from '#shared/ids.ts';

/** What came back: the status, the JSON or text of the body, and the headers. */
export interface Answer<T = unknown> {
	status: number;
	body: T;
	headers: Headers;
}

/** Someone at a browser: keeps cookies, names our origin, and knows how to read their mail. */
export class Person {
	readonly cookies = new Map<string, string>();
	readonly system: System;
	readonly name: string;
	readonly mail: string;
	memberId = '';
	signedInAt = 0;

	constructor(system: System, name: string, mail: string) {
		this.system = system;
		this.name = name;
		this.mail = mail;
	}

	/** Any request, as a browser on our own page would send it. */
	async send<T = unknown>(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer<T>> {
		const response = await fetch(this.system.origin + path, {
			method,
			redirect: 'manual',
			headers: {
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(method !== 'GET' && { origin: this.system.origin }),
				...(this.cookies.size > 0 && {
					cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				}),
				...headers,
			},
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		return {
			status: response.status,
			body: (isJson && text ? JSON.parse(text) : text) as T,
			headers: response.headers,
		};
	}

	/** A request that must succeed; anything but 2xx is thrown with what the product said. */
	async do<T = unknown>(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<T> {
		const answer = await this.send<T>(method, path, body, headers);
		if (answer.status < 200 || answer.status > 299) {
			throw new Error(`${this.name}: ${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
		}
		return answer.body;
	}

	/** Signs in by the code in a letter, as anyone would. */
	async signIn(): Promise<void> {
		const before = this.letters().length;
		await this.do('POST', '/api/auth/letter', { mail: this.mail });
		await this.do('POST', '/api/auth/code', { code: codeIn(await this.nextLetter(before)) });
		this.signedInAt = this.system.clock.now().getTime();
	}

	/** Letters to this person, oldest first. */
	letters() {
		return this.system.mails().filter(({ to }) => to.includes(this.mail));
	}

	/** The newest letter, once there are more than `seen`. Throws after ten seconds. */
	async nextLetter(seen: number) {
		for (const giveUp = Date.now() + 10_000; Date.now() < giveUp; await new Promise((done) => setTimeout(done, 10))) {
			const letters = this.letters();
			if (letters.length > seen) return letters.at(-1)!;
		}
		throw new Error(`${this.name} waited in vain for letter ${seen + 1}`);
	}

	#keep(setCookie: string): void {
		const [pair = '', ...attributes] = setCookie.split(';');
		const split = pair.indexOf('=');
		const name = pair.slice(0, split).trim();
		const gone = attributes.some((one) => /^\s*max-age=0$/i.test(one));
		if (gone) this.cookies.delete(name);
		else this.cookies.set(name, pair.slice(split + 1));
	}
}

/** The code that stands in a letter for typing. */
export function codeIn({ text }: { text: string }): string {
	const code = /(?:^|\n)\s*(\d[\d ]{5,9}\d)\s*(?:\n|$)/.exec(text)?.[1];
	if (!code) throw new Error('No code stands in this letter');
	return code.replaceAll(' ', '');
}

/** The token of the first link in a letter that leads to this path. */
export function tokenIn({ text }: { text: string }, path: string): string {
	const token = new RegExp(`${path}(?:\\?token=|/)([A-Za-z0-9_-]{20,})`).exec(text)?.[1];
	if (!token) throw new Error(`No link to ${path} stands in this letter`);
	return token;
}

/** A fresh idempotency key, as the client makes them. */
export const cause = () => ({ 'idempotency-key': newId('req') });
