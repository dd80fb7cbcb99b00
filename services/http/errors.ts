import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import type { Problem } from '#services/http/route.ts';

/** The HTTP status of each refusal. Exhaustive: a new code does not compile until it has one. */
export const STATUS = {
	invalid: 422,
	'signed-out': 401,
	forbidden: 403,
	'not-found': 404,
	conflict: 409,
	stale: 409,
	expired: 410,
	'too-large': 413,
	'wrong-type': 415,
	'too-many': 429,
	unavailable: 503,
} as const satisfies Record<RefusalCode, ContentfulStatusCode>;

/** Names under which AWS and the network say "not now". */
const NOT_NOW =
	/^(Throttling|ProvisionedThroughput|RequestLimit|ServiceUnavailable|InternalServer|TimeoutError|NetworkingError|ECONN|EPIPE|TransactionInProgress|TransactionConflict)/;

/** Turns whatever was thrown into a refusal. What we did not foresee becomes one too, without its details. */
export function refusalOf(error: unknown): Refusal | undefined {
	if (error instanceof Refusal) return error;
	if (error instanceof HTTPException) {
		if (error.status === 413) return new Refusal('too-large', 'This is more than we can take at once');
		return new Refusal('invalid', 'This request could not be read');
	}
	for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
		const code = 'code' in cause ? String(cause.code) : '';
		if (NOT_NOW.test(cause.name) || NOT_NOW.test(code)) {
			return new Refusal(
				'unavailable',
				'We could not reach your workspace just now. Please try again; nothing is done twice',
			);
		}
	}
	return undefined;
}

export function problem(refusal: Refusal, requestId: string): Problem {
	const { fields, current } = refusal.detail;
	return {
		error: {
			code: refusal.code,
			message: refusal.message,
			...(fields && { fields }),
			...(current !== undefined && { current }),
		},
		requestId,
	};
}

/** Answers every error of the API. Logs say which request and what kind, never what was in it. */
export function onError(error: Error, c: Context): Response {
	const requestId = c.get('requestId') ?? 'unknown';
	const refusal = refusalOf(error);
	if (refusal) return c.json(problem(refusal, requestId), STATUS[refusal.code]);
	console.error(JSON.stringify({ level: 'error', requestId, error: error.name, at: firstFrame(error) }));
	const unforeseen = { code: 'unforeseen', message: 'Something went wrong on our side. Nothing of yours is lost' };
	return c.json({ error: unforeseen, requestId } satisfies Problem, 500);
}

/** Answers whatever no route does. */
export const nothingHere = (): never => {
	throw new Refusal('not-found', 'There is nothing at this address');
};

/** Where it happened. An error's message may quote content, its stack frames cannot. */
const firstFrame = (error: Error): string | undefined =>
	error.stack
		?.split('\n')
		.find((row) => row.trimStart().startsWith('at '))
		?.trim();
