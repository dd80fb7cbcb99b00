import { error, fail, redirect } from '@sveltejs/kit';
import type { hc, InferResponseType } from 'hono/client';
import type { RefusalCode } from '#shared/errors.ts';
import type { Api } from '#services/app.handler.ts';
import { caller } from '#lib/caller.ts';

/** The API's "no", as a page can show it. */
export interface Problem {
	status: number;
	code: RefusalCode | 'unforeseen' | 'unreachable';
	message: string;
	/** Field path → what is wrong with it. */
	fields?: Record<string, string>;
	/** With `stale`: the state that stands. */
	current?: unknown;
	requestId?: string;
}

/** Nobody answered. */
export const UNREACHABLE: Problem = {
	status: 503,
	code: 'unreachable',
	message: 'We cannot reach your workspace just now',
};

/** Thrown by `ask`. */
export class Refused extends Error {
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.message);
		this.name = 'Refused';
		this.problem = problem;
	}
}

type Fetch = typeof globalThis.fetch;

/** A typed client's answer. */
type Answer<T> = Pick<Response, 'ok' | 'status' | 'headers'> & { json(): Promise<T> };

/** The typed client. `fetch` is the load's or the action's own; `cause` (`req_…`) makes a repeated write recognisable. */
export const api = (fetch: Fetch, cause?: string) =>
	(caller(fetch, cause ? { 'idempotency-key': cause } : {}) as ReturnType<typeof hc<Api>>).api;

export type Client = ReturnType<typeof api>;
export type Me = InferResponseType<Client['me']['$get']>;
export type Membership = Me['memberships'][number];

/** The answer's body. Throws `Refused`. */
export const ask = async <T>(call: Promise<Answer<T>>): Promise<T> => (await askAt(call)).data;

/** The answer's body, and the server's clock when it was made. Throws `Refused`. */
export async function askAt<T>(call: Promise<Answer<T>>): Promise<{ data: T; now: string }> {
	const answer = await call.catch(() => undefined);
	if (!answer) throw new Refused(UNREACHABLE);
	if (!answer.ok) throw new Refused(await problemOf(answer));
	return { data: await answer.json(), now: answer.headers.get('x-now') ?? new Date().toISOString() };
}

/** For loads: who is signed out goes to sign in and comes back, everything else becomes the error page. */
export async function shown<T>(url: URL, call: Promise<Answer<T>>): Promise<{ data: T; now: string }> {
	try {
		return await askAt(call);
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		const { status, code, message, requestId } = cause.problem;
		if (code === 'signed-out') redirect(303, signInPath(url));
		error(status, { message, code, requestId });
	}
}

export const signInPath = ({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string =>
	`/sign-in?to=${encodeURIComponent(pathname + search)}`;

/** For actions and buttons: what came of it, without throwing what a person should read. */
export async function tried<T>(
	call: Promise<Answer<T>>,
): Promise<{ ok: true; data: T } | { ok: false; problem: Problem }> {
	try {
		return { ok: true, data: await ask(call) };
	} catch (cause) {
		if (cause instanceof Refused) return { ok: false, problem: cause.problem };
		throw cause;
	}
}

/** For actions: the page again, with what is wrong and everything that was typed. */
export const refused = (problem: Problem, form: FormData) => fail(problem.status, { problem, typed: typedIn(form) });

/** The text fields of a form, by name; of a name that comes several times, the last. */
export const typedIn = (form: FormData): Record<string, string> =>
	Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string'));

async function problemOf(answer: Answer<unknown>): Promise<Problem> {
	const unforeseen = {
		code: 'unforeseen',
		message: 'Something went wrong on our side. Nothing of yours is lost',
	} as const;
	const body = (await answer.json().catch(() => undefined)) as
		Partial<{ error: Problem; requestId: string }> | undefined;
	return { ...unforeseen, ...body?.error, requestId: body?.requestId, status: answer.status };
}
