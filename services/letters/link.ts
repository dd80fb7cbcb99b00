import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Context } from 'hono';
import type { BearerActor } from '#shared/domain/actor.ts';
import { REFLECTION_MAX_BYTES } from '#shared/domain/reflection.ts';
import type { Member } from '#shared/domain/member.ts';
import { Cause } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { wordsIn, type Words } from '#shared/messages/words.ts';
import { refusalOf, STATUS } from '#services/http/errors.ts';
import type { Env } from '#services/http/route.ts';
import type { Occasion } from '#services/change.ts';
import { notice } from '#services/letters/page.ts';
import { bearerOf, open, type Token } from '#services/letters/token.ts';

/** What a page behind a letter's link finds in its context. */
export interface LinkEnv {
	Variables: Env['Variables'] & { token: string; opens: Token; bearer: BearerActor; reader: Member; words: Words };
}

/** What a form of such a page may hold at most, in bytes. */
const FORM_MAX = 64_000;
/** A reflection of the longest kind, every sign of it written as a form writes the odd ones. */
const REFLECTION_FORM_MAX = 4 * REFLECTION_MAX_BYTES;

/** Holds for every page of a link: nobody keeps it, frames it, follows it or learns its address. */
export const sealed = createMiddleware<LinkEnv>(async (c, next) => {
	await next();
	c.header('cache-control', 'no-store');
	c.header('referrer-policy', 'no-referrer');
	c.header('x-robots-tag', 'noindex, nofollow');
	c.header('x-content-type-options', 'nosniff');
	c.header(
		'content-security-policy',
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	);
});

/** Who holds this link, and for what. The token is the authority: no cookie is read, so no other site can borrow one. */
export const opened = createMiddleware<LinkEnv>(async (c, next) => {
	const token = c.req.param('token') ?? '';
	const opens = await open(token, c.var.occasion.now);
	if (opens.purpose === 'invitation') throw new Refusal('not-found', 'There is nothing at this address');
	const { actor, member } = await bearerOf(opens);
	c.set('token', token);
	c.set('opens', opens);
	c.set('bearer', actor);
	c.set('reader', member);
	c.set('words', wordsIn(member.language));
	await next();
});

interface SentForm {
	fields?: Record<string, string>;
	/** Everything of one name, for choices that may be several. */
	lists?: Record<string, string[]>;
	occasion: Occasion;
}

/** What was typed into a form, and the occasion by the key it was made with. Without a form: no fields. */
export async function sentForm(c: Context<LinkEnv>): Promise<SentForm> {
	const { occasion } = c.var;
	const type = c.req.header('content-type') ?? '';
	if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return { occasion };
	const body = await c.req.parseBody({ all: true }).catch((error: unknown) => {
		if (refusalOf(error)?.code === 'too-large') throw error;
		return undefined;
	});
	if (!body) return { occasion };
	const lists = Object.fromEntries(
		Object.entries(body).map(([name, sent]) => [
			name,
			[sent].flat().filter((one): one is string => typeof one === 'string'),
		]),
	);
	const fields = Object.fromEntries(
		Object.entries(lists).flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])),
	);
	const cause = Cause.safeParse(fields.cause);
	return { fields, lists, occasion: cause.success ? { ...occasion, cause: cause.data } : occasion };
}

const upTo = (maxSize: number) =>
	bodyLimit({
		maxSize,
		onError: () => {
			throw new Refusal('too-large', 'This is more than we can take at once');
		},
	});
const [short, long] = [upTo(FORM_MAX), upTo(REFLECTION_FORM_MAX)];

export const shortForms = createMiddleware((c, next) => (c.req.path.endsWith('/reflect') ? long : short)(c, next));

/** Every error as a page that reveals nothing. An unknown link and one of somebody else look the same. */
export async function onError(error: Error, c: Context): Promise<Response> {
	const words = (c.get('words') as Words | undefined) ?? wordsOf(c);
	const refusal = refusalOf(error);
	const { page } = words;
	if (!refusal) {
		console.error(JSON.stringify({ level: 'error', requestId: c.get('requestId') as string, error: error.name }));
		return c.html(notice(words, page.busy, page.busyNote), 500);
	}
	switch (refusal.code) {
		case 'expired':
			return c.html(notice(words, page.gone, page.goneNote), 410);
		case 'not-found':
		case 'forbidden':
		case 'signed-out':
			return c.html(notice(words, page.unknown, page.unknownNote), 404);
		case 'too-large':
			return c.html(notice(words, page.tooLarge, page.tooLargeNote), 413);
		default:
			return c.html(notice(words, page.busy, page.busyNote), STATUS[refusal.code]);
	}
}

/** Before we know who reads: by what their browser asks for. */
const wordsOf = (c: Context): Words => wordsIn(/^\s*nl\b/i.test(c.req.header('accept-language') ?? '') ? 'nl' : 'en');
