export type IdPrefix =
	| 'tnt'
	| 'mbr'
	| 'eng'
	| 'gol'
	| 'rtg'
	| 'ses'
	| 'act'
	| 'rem'
	| 'nte'
	| 'nud'
	| 'rev'
	| 'mth'
	| 'qnr'
	| 'prm'
	| 'rfl'
	| 'drf'
	| 'let'
	| 'inv'
	| 'acc'
	| 'sgn'
	| 'req';

/** Crockford's, as ULIDs are written. */
export const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id: a prefix and a lower-case ULID, ten digits of time and sixteen of chance. Made wherever the thing is first thought
 * of, so that a repeated request names the same thing. In a file of its own, so that a browser which makes ids loads no more.
 */
export function newId(prefix: IdPrefix, at: number = Date.now()): string {
	let time = '';
	for (let rest = at; time.length < 10; rest = Math.floor(rest / 32)) time = DIGITS[rest % 32] + time;
	const chance = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => DIGITS[byte % 32]);
	return `${prefix}_${time}${chance.join('')}`;
}
