import { tried, type Problem } from '#lib/api.ts';
import type { signIn } from '#lib/messages/sign-in.ts';

/** The names under which sign-in says no, in a form's way back (`?problem=…`) as well. */
export type Named = keyof ReturnType<typeof signIn>['problem'];
/** Refusals that have a word of their own on one page. */
export type Names = Partial<Record<Problem['code'], Named>>;

/** What came back, by name, and which fields it is about. */
export interface No {
	named: Named;
	fields: string[];
}

type Words = ReturnType<typeof signIn>;

const known = (words: Words, name: string): Named => (name in words.problem ? (name as Named) : 'unforeseen');

/** Without script a form comes back to its page, with the problem's name in the address. */
export function noOf({ searchParams }: { searchParams: Pick<URLSearchParams, 'get'> }, words: Words): No | undefined {
	const name = searchParams.get('problem');
	if (!name) return undefined;
	return { named: known(words, name), fields: (searchParams.get('fields') ?? '').split(',').filter((field) => field) };
}

/** Sends a form of sign-in from script, so that what was typed stays when the answer is no. */
export async function send(path: string, body: Record<string, string>, words: Words, names: Names = {}) {
	const request = fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const done = await tried<{ to: string; tenantId?: string }>(request);
	if (done.ok) return done;
	const { code, fields = {} } = done.problem;
	return { ok: false as const, no: { named: names[code] ?? known(words, code), fields: Object.keys(fields) } };
}
