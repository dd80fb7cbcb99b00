import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { setting } from '#services/clients.ts';
import { COOKIE_PREFIX } from './options.ts';

/** What the browser that asked for a letter keeps: half of what its code needs. */
const PROOF = `${COOKIE_PREFIX}.proof`;
/** The address the letter went to, URI-encoded, for the page where the code is typed. Kept out of the URL. */
export const MAIL_COOKIE = `${COOKIE_PREFIX}.mail`;

/** What was typed to found an organization, as JSON: when the answer is no, its page has it again without any script. */
export const TYPED_COOKIE = `${COOKIE_PREFIX}.typed`;
/** Browsers keep cookies of up to four kilobytes, and the text grows when it is encoded. */
const TYPED_MAX = 300;

const options = (minutes: number) => ({
	httpOnly: true,
	sameSite: 'Lax' as const,
	secure: setting('PUBLIC_ORIGIN').startsWith('https:'),
	path: '/',
	maxAge: minutes * 60,
});

export function remember(c: Context, browser: string, mail: string, minutes: number): void {
	setCookie(c, PROOF, browser, options(minutes));
	setCookie(c, MAIL_COOKIE, mail, options(minutes));
}

export function rememberTyped(c: Context, typed: Record<string, unknown>, minutes: number): void {
	const short = Object.entries(typed).filter(([, value]) => typeof value === 'string' && value.length <= TYPED_MAX);
	const text = JSON.stringify(Object.fromEntries(short));
	if (encodeURIComponent(text).length < 3_500) setCookie(c, TYPED_COOKIE, text, options(minutes));
}

export const remembered = (c: Context): string | undefined => getCookie(c, PROOF);

export function forget(c: Context): void {
	deleteCookie(c, PROOF, options(0));
	deleteCookie(c, MAIL_COOKIE, options(0));
	deleteCookie(c, TYPED_COOKIE, options(0));
}

/** Hands on cookies that better-auth made. */
export function hand(c: Context, cookies: readonly string[]): void {
	for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
