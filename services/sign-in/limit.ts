import { Entity } from 'electrodb';
import { Refusal } from '#shared/errors.ts';
import { key, model, word } from '#services/entity.ts';
import { asFunction } from '#services/table.ts';
import { digest } from './secret.ts';

/** So many in so many seconds. */
export interface Limit {
	window: number;
	max: number;
}

const limitEntity = new Entity({
	model: model('limit'),
	attributes: {
		bucket: word('limit'),
		hits: { type: 'number' },
		/** Epoch seconds; also the table's time to live. */
		expiresAt: { type: 'number' },
	},
	indexes: { main: { pk: key('pk', ['bucket']), sk: key('sk', []) } },
});

/** Counts one use and says whether it was within the limit: one update of one counter, so that none slips through beside. */
export async function consume(what: string, { window, max }: Limit) {
	const now = Math.floor(Date.now() / 1000);
	const ends = now - (now % window) + window;
	const { data } = await limitEntity
		.update({ bucket: digest(`${what}|${window}|${ends}`) })
		.add({ hits: 1 })
		.set({ expiresAt: ends })
		.go({ ...asFunction(), response: 'updated_new' });
	const allowed = (data.hits ?? 1) <= max;
	return { allowed, retryAfter: allowed ? null : ends - now };
}

/** Throws `too-many` beyond any of the limits. */
export async function within(what: string, ...limits: Limit[]): Promise<void> {
	for (const limit of limits) {
		const { allowed } = await consume(what, limit);
		if (!allowed) throw new Refusal('too-many', 'That was often. Please wait a little and try again');
	}
}
