import { Entity } from 'electrodb';
import { count, key, model, optional, required, word } from '#services/entity.ts';

/** A member's feed, under the member: what stands here is what its address opens. */
export const feedEntity = new Entity({
	model: model('feed'),
	attributes: {
		tenantId: word('t'),
		memberId: word('m'),
		hash: required,
		titles: { type: 'boolean', required: true },
		createdAt: required,
		revokedAt: optional,
		version: count,
	},
	indexes: {
		main: { pk: key('pk', ['tenantId', 'memberId']), sk: key('sk', []) },
	},
});

/**
 * Whose feed an address is, before anybody knows who asks. It only points: an address opens a feed that names its hash in
 * turn, so whoever could write such rows would still open nothing.
 */
export const feedAddressEntity = new Entity({
	model: model('feedaddress'),
	attributes: {
		hash: word('feed'),
		tenantId: required,
		memberId: required,
		createdAt: required,
		/** Once shut: epoch seconds, the table's time to live, so that it can be told from a wrong one for a while. */
		expiresAt: { type: 'number' },
		version: count,
	},
	indexes: {
		main: { pk: key('pk', ['hash']), sk: key('sk', []) },
	},
});
