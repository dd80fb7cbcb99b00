import { createHash } from 'node:crypto';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** The id of a recipient's letter number `n` of one minute: the same whoever works it out, and sorted by time like any ULID. */
export function letterIdOf(tenantId: string, memberId: string, window: string, n: number): string {
	let time = Date.parse(window);
	let id = '';
	for (let digit = 0; digit < 10; digit += 1) {
		id = DIGITS[time % 32]! + id;
		time = Math.floor(time / 32);
	}
	const hash = createHash('sha256')
		.update(JSON.stringify([tenantId, memberId, window, n]))
		.digest();
	return `let_${id}${[...hash.subarray(0, 16)].map((byte) => DIGITS[byte % 32]).join('')}`;
}
