import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { setting } from '#services/clients.ts';

/** Digits of a code: long enough that five tries a letter and the letters a day leave no hope, short enough to type. */
const DIGITS = 8;

/** Something nobody can guess, fit for a URL and a cookie. */
export const newSecret = (): string => randomBytes(24).toString('base64url');

export const newCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

/** A code as people type it: groups, dashes and spaces do not count. Undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
	const digits = typed.normalize('NFKC').replace(/[\s.\-–]/g, '');
	return new RegExp(`^\\d{${DIGITS}}$`).test(digits) ? digits : undefined;
}

/** A code as it stands in a letter: `1234 5678`. */
export const spokenCode = (code: string): string => `${code.slice(0, DIGITS / 2)} ${code.slice(DIGITS / 2)}`;

/** What is kept of a secret. Keyed, so that whoever reads the table cannot try all codes. */
export const sealed = (kind: string, id: string, secret: string): string =>
	createHmac('sha256', setting('SIGN_IN_SECRET')).update(`${kind}|${id}|${secret}`).digest('base64url');

/** What is kept of something that is only counted or looked up. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Compares without telling by its duration how much was right. */
export const same = (one: string, other: string): boolean =>
	timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
