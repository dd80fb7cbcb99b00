import { ahead, type LocalClock } from './clock.ts';
import type { Answer } from './front-door-event.ts';
import { mailboxEntries, mailboxPage } from './mailbox.ts';
import type { Mail } from './mail.ts';
import type { MailServer } from './mail-server.ts';

export interface LocalPages {
	clock: LocalClock;
	mails(): Mail[];
	/** Where letters leave through, if they do. */
	mailServer(): MailServer | undefined;
	/** Lets time pass until then; resolves when nothing is due any more. */
	pass(until: Date): Promise<void>;
	/** Where this system is, as its own pages name it in `Origin`. */
	origin(): string;
}

export interface LocalRequest {
	method: string;
	path: string;
	headers: { 'content-type'?: string | undefined; origin?: string | undefined; referer?: string | undefined };
	body: string;
}

/** What there is only on one machine: its clock, and the letters that did not leave it. */
export async function localAnswer(pages: LocalPages, request: LocalRequest): Promise<Answer> {
	const { clock, mails, mailServer } = pages;
	const { method, path } = request;
	if (path === '/local/clock' && method === 'POST') return moved(pages, request);
	if (method !== 'GET' && method !== 'HEAD') return json(405, { error: 'Only GET, and POST for the clock' });
	switch (path) {
		case '/local/clock':
			return json(200, { now: clock.now().toISOString() });
		case '/local/mail':
			return json(200, mailboxEntries(mails()));
		case '/local/mailbox':
			return page(mailboxPage(mails(), mailServer()));
		default:
			return json(404, { error: 'There is /local/clock, /local/mail and /local/mailbox' });
	}
}

/** Moves the clock on and waits for what falls due, so that whoever looks next sees its letters. */
async function moved(pages: LocalPages, { headers, body }: LocalRequest): Promise<Answer> {
	const { clock, pass, origin } = pages;
	// Any page in the browser could post a form here; only our own may.
	if (headers.origin !== undefined && headers.origin !== origin())
		return json(403, { error: 'This request came from another site' });
	const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
	const asked = isForm ? Object.fromEntries(new URLSearchParams(body)) : parsed(body);
	let until: Date;
	try {
		if (typeof asked?.advance === 'string') until = ahead(clock.now(), { after: asked.advance });
		// The bar at the foot of our pages asks for a day: that is its morning.
		else if (typeof asked?.to === 'string')
			until = ahead(clock.now(), { at: /^\d{4}-\d\d-\d\d$/.test(asked.to) ? `${asked.to}T07:00:00Z` : asked.to });
		else return json(400, { error: 'Send {"advance": "P6D"} or {"to": "2026-11-03T09:00:00Z"}' });
	} catch (error) {
		if (error instanceof RangeError) return json(422, { error: error.message });
		throw error;
	}
	await pass(until);
	if (isForm) return { status: 303, headers: { location: backTo(headers.referer, origin()) }, body: Buffer.alloc(0) };
	return json(200, { now: clock.now().toISOString() });
}

function backTo(referer: string | undefined, origin: string): string {
	return referer?.startsWith(`${origin}/`) ? referer.slice(origin.length) : '/';
}

function parsed(body: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}

const json = (status: number, value: unknown): Answer => ({
	status,
	headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
	body: Buffer.from(JSON.stringify(value)),
});

const page = (html: string): Answer => ({
	status: 200,
	headers: {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		// Letters bring their own styles; nothing in them may run or call home.
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
	},
	body: Buffer.from(html),
});
