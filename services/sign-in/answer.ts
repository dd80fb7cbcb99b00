import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import { back } from './back.ts';
import { problem as problemOf, refusalOf, STATUS } from '#services/http/errors.ts';

export interface Env {
	Variables: { requestId: string };
}

const isForm = (c: Context): boolean =>
	/^application\/x-www-form-urlencoded(;|$)/i.test(c.req.header('content-type') ?? '');
const isJson = (c: Context): boolean => /^application\/json(;|$)/i.test(c.req.header('content-type') ?? '');

/** The body as it came, of a form or JSON. Throws `wrong-type` for anything else. */
export async function typed(c: Context): Promise<unknown> {
	if (!isForm(c) && !isJson(c)) throw new Refusal('wrong-type', 'Please send a form or JSON');
	return isForm(c) ? await c.req.parseBody() : await c.req.json().catch(() => undefined);
}

/** What was sent. Throws `wrong-type`, and `invalid` for what the schema refuses. */
export async function sent<S extends z.ZodType>(c: Context, schema: S): Promise<z.infer<S>> {
	const raw = await typed(c);
	const parsed = schema.safeParse(raw);
	if (parsed.success) return parsed.data;
	const fields: Record<string, string> = {};
	for (const { path, message } of parsed.error.issues) fields[path.join('.') || 'body'] ??= message;
	throw new Refusal('invalid', Object.values(fields)[0] ?? 'This request cannot be right', { fields });
}

/** Done: a form goes on to a page, a script learns which one it is. */
export function goOn(c: Context<Env>, to: string, also: Record<string, unknown> = {}): Response {
	return isForm(c) ? c.redirect(setting('PUBLIC_ORIGIN') + to, 303) : c.json({ to, ...also });
}

/** Every no: a form goes back to its page with the problem's name, a script gets the API's one shape of errors. */
export function onError(error: Error, c: Context<Env>): Response {
	const requestId = c.get('requestId') ?? 'unknown';
	const refusal = refusalOf(error);
	if (!refusal) console.error(JSON.stringify({ level: 'error', requestId, error: error.name, at: frameOf(error) }));
	if (isForm(c) && refusal?.code !== 'forbidden') {
		const { page, problem } = back(c.req.path, refusal?.code ?? 'unforeseen');
		const query = new URLSearchParams({ problem });
		const fields = Object.keys(refusal?.detail.fields ?? {});
		if (fields.length > 0) query.set('fields', fields.join(','));
		return c.redirect(`${setting('PUBLIC_ORIGIN')}${page}?${query}`, 303);
	}
	if (refusal) return c.json(problemOf(refusal, requestId), STATUS[refusal.code]);
	const unforeseen = { code: 'unforeseen', message: 'Something went wrong on our side. Nothing of yours is lost' };
	return c.json({ error: unforeseen, requestId }, 500);
}

/** A path of ours to go on to: anything that could lead elsewhere becomes the start page. */
export const Path = z
	.string()
	.max(500)
	.catch('/')
	.default('/')
	.transform((path) => {
		const origin = setting('PUBLIC_ORIGIN');
		if (!/^\/(?![/\\])[^\s\\]*$/.test(path) || !URL.canParse(path, origin)) return '/';
		const url = new URL(path, origin);
		return url.origin === new URL(origin).origin ? url.pathname + url.search + url.hash : '/';
	});

const frameOf = (error: Error): string | undefined =>
	error.stack
		?.split('\n')
		.find((row) => row.trimStart().startsWith('at '))
		?.trim();
