import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Answer } from './front-door-event.ts';

const CODES: Record<number, string> = { 404: 'not-found', 413: 'too-large', 503: 'unavailable' };

/** The door's own "no": a page for a person at a browser, else the API's form of an error. */
export function sayNo({ headers }: IncomingMessage, status: number, message: string): Answer {
	const requestId = randomUUID();
	// What is left of a body nobody reads would be taken for the next request.
	const common = { 'cache-control': 'no-store', ...(status === 413 && { connection: 'close' }) };
	if (headers.accept?.includes('text/html'))
		return {
			status,
			headers: { ...common, 'content-type': 'text/html; charset=utf-8' },
			body: Buffer.from(
				`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>FocusCoachee</title><p>${message}</p><p><a href="/">To the start</a></p></html>`,
			),
		};
	const error = { code: CODES[status] ?? 'unforeseen', message };
	return {
		status,
		headers: { ...common, 'content-type': 'application/json' },
		body: Buffer.from(JSON.stringify({ error, requestId })),
	};
}
