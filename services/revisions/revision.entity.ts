import { Entity } from 'electrodb';
import type { Revision } from '#shared/domain/revision.ts';
import { key, model, nested, optional, required, trajectoryKey, word } from '#services/entity.ts';

const revisionAttributes = {
	tenantId: word('t'),
	engagementId: word('e'),
	revisionId: word('v'),
	itemId: word('i'),
	kind: {
		type: ['engagement', 'goal', 'rating', 'session', 'note', 'privateNote', 'action'] as const,
		required: true,
	},
	number: { type: 'number', required: true, label: 'n', padding: { length: 7, char: '0' } },
	at: word('at'),
	actor: nested<Revision['actor']>(),
	cause: required,
	hash: required,
	previous: required,
	digest: required,
	salt: required,
	state: nested<Record<string, unknown>>(),
} as const;

/** Under the trajectory's key, but outside its collection: reading today never pays for yesterday. */
export const revisionEntity = new Entity({
	model: model('revision'),
	attributes: revisionAttributes,
	indexes: {
		main: { pk: key('pk', trajectoryKey), sk: key('sk', ['at', 'revisionId']) },
		life: { index: 'gsi1', pk: key('gsi1pk', ['tenantId', 'itemId']), sk: key('gsi1sk', ['number']) },
	},
});

/** Revisions of what one person keeps private, beside it in their own partition. */
export const privateRevisionEntity = new Entity({
	model: model('privateRevision'),
	attributes: { ...revisionAttributes, ownerId: { ...optional, required: true, label: 'o' } },
	indexes: {
		main: { pk: key('pk', [...trajectoryKey, 'ownerId'] as const), sk: key('sk', ['at', 'revisionId']) },
	},
});
