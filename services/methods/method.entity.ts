import { Entity } from 'electrodb';
import type { Method } from '#shared/domain/method.ts';
import { key, model, nested, optional, required, word } from '#services/entity.ts';

const attributes = {
	tenantId: word('t'),
	methodId: word('m'),
	version: { type: 'number', required: true, label: 'v', padding: { length: 5, char: '0' } },
	name: required,
	purpose: required,
	whenToUse: required,
	steps: nested<string[]>(),
	questions: nested<Method['questions']>(),
	language: { type: ['en', 'nl'] as const, required: true },
	ownerId: required,
	ownerName: required,
	from: optional,
	sharedWith: { type: ['owner', 'firm'] as const, required: true },
	retired: { type: 'boolean', required: true },
	createdAt: required,
	changedAt: required,
} as const;

/** A firm's library: what an admin may read too, for it holds nobody's coaching. */
export const methodEntity = new Entity({
	model: model('method'),
	attributes,
	indexes: {
		main: { collection: 'library', pk: key('pk', ['tenantId']), sk: key('sk', ['methodId']) },
	},
});

/** Every version as it was, outside the library's collection. */
export const methodVersionEntity = new Entity({
	model: model('methodVersion'),
	attributes,
	indexes: {
		main: { pk: key('pk', ['tenantId']), sk: key('sk', ['methodId', 'version']) },
	},
});
