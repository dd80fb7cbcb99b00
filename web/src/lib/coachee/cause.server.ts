import { createHash } from 'node:crypto';
import { newId } from '#shared/new-id.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The idempotency key of one command. All forms of a page carry one seed; what they ask for tells them apart, so that the same
 * button pressed twice is the same request and another button is another one. Without a good seed: a new key.
 */
export function causeOf(form: FormData, ...asks: string[]): string {
	const seed = String(form.get('cause') ?? '');
	if (!/^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(seed)) return newId('req');
	const digest = createHash('sha256')
		.update(JSON.stringify([seed, ...asks]))
		.digest();
	return seed.slice(0, 14) + [...digest.subarray(0, 16)].map((byte) => DIGITS[byte % 32]).join('');
}
