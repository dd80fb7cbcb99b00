import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openClock } from '#infra/local/clock.ts';
import { Faults } from '#infra/local/faults.ts';
import { startSes } from '#infra/local/ses.ts';
import { newId } from '#shared/ids.ts';
import { startTable } from './sign-in.table.ts';

export const ORIGIN = 'https://focuscoachee.example';
const FRONT_DOOR = 'the-front-door-knows';

/** Sign-in as its handler runs it: the real app on a real table, its letters taken by a stand-in that speaks SES. */
export async function startSignIn() {
	const directory = mkdtempSync(join(tmpdir(), 'sign-in-'));
	const faults = new Faults();
	const table = await startTable();
	const clock = openClock(join(directory, 'clock.json'));
	const ses = await startSes({ path: join(directory, 'mail.db'), clock, faults, onEvent: async () => {} });
	Object.assign(process.env, {
		STAGE: 'local',
		TABLE_NAME: table.table,
		PUBLIC_ORIGIN: ORIGIN,
		ORIGIN_SECRET: FRONT_DOOR,
		SIGN_IN_SECRET: 'a-secret-of-the-tests-and-of-nothing-else-0123456789',
		MAIL_FROM: 'letters@mail.focuscoachee.example',
		MAIL_CONFIGURATION_SET: 'letters',
		AWS_REGION: 'eu-west-1',
		AWS_ACCESS_KEY_ID: 'local',
		AWS_SECRET_ACCESS_KEY: 'local',
		AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
		AWS_ENDPOINT_URL_SESV2: ses.endpoint,
	});
	const [{ app }, { enrol }, { readSignIn }] = await Promise.all([
		import('#services/sign-in.handler.ts'),
		import('#services/sign-in/account.ts'),
		import('#services/sign-in/session.ts'),
	]);
	const lettersTo = (mail: string) => ses.mails().filter(({ to }) => to === mail);
	/** The newest letter to an address. */
	const letterTo = (mail: string) => lettersTo(mail).at(-1)!;
	const browser = (options: Partial<BrowserOptions> = {}) => new Browser({ app, ...options });
	return {
		app,
		table,
		faults,
		lettersTo,
		letterTo,
		browser,
		/** Somebody with an account. */
		somebody(language: 'en' | 'nl' = 'en') {
			const membership = { tenantId: newId('tnt'), memberId: newId('mbr'), roles: ['coach' as const] };
			const person = { mail: `person${++people}@firm.example`, name: 'Priya <b>', language };
			return enrol(person, { ...membership, organization: 'Firm' });
		},
		/** Signs somebody in by the code of a letter. */
		async signedIn(mail: string, one = browser()) {
			await one.form('/letter', { mail });
			await one.form('/code', { code: codeIn(letterTo(mail)) });
			return one;
		},
		/** Who the API takes this browser for. */
		who: (one: Browser) =>
			readSignIn(new Headers({ cookie: [...one.cookies].map((pair) => pair.join('=')).join('; ') })),
		stop: async () => {
			await Promise.all([ses.stop(), table.stop()]);
			rmSync(directory, { recursive: true });
		},
	};
}

interface BrowserOptions {
	app: { request: (path: string, init?: RequestInit) => Response | Promise<Response> };
	userAgent: string;
	address: string;
}

interface Body {
	to?: string;
	error?: { code: string; fields?: Record<string, string> };
}

/** Moves the clock by which everything expires; timers run on. Undone by `vi.useRealTimers()`. */
export const later = (milliseconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });

let people = 0;
let browsers = 0;

/** A browser on one of our pages: keeps cookies, sends forms, follows nothing by itself. */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly #options: BrowserOptions;

	constructor(options: Partial<BrowserOptions> & Pick<BrowserOptions, 'app'>) {
		const address = `198.51.100.${(browsers++ % 250) + 1}`;
		this.#options = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', address, ...options };
	}

	async send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
		const headers = {
			'x-origin-secret': FRONT_DOOR,
			'x-viewer-address': this.#options.address,
			'user-agent': this.#options.userAgent,
			...(init.method === 'POST' && { origin: ORIGIN }),
			...(this.cookies.size > 0 && { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') }),
			...init.headers,
		};
		const response = await this.#options.app.request(`${ORIGIN}/api/auth${path}`, { ...init, headers });
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return response;
	}

	get = (path: string) => this.send(path);

	/** A form, as a page without script sends it. Answers where it leads. */
	async form(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
		const response = await this.send(path, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
			body: new URLSearchParams(fields).toString(),
		});
		return { status: response.status, location: response.headers.get('location')?.replace(ORIGIN, ''), response };
	}

	async json(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
		const response = await this.send(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		return { status: response.status, body: (await response.json()) as Body, response };
	}
}

/** The code that stands in a letter, as a person reads it. */
export const codeIn = ({ text }: { text: string }): string => /^ {4}(\d[\d ]+\d)$/m.exec(text)![1]!;
export const linkIn = ({ text }: { text: string }): string => /https:\S+\/sign-in\/link\?token=(\S+)/.exec(text)![1]!;
