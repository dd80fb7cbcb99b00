import { Entity } from 'electrodb';
import type { Defaults } from '#shared/domain/defaults.ts';
import { count, key, maybe, model, required, word } from '#services/entity.ts';

export const tenantEntity = new Entity({
	model: model('tenant'),
	attributes: {
		tenantId: word('t'),
		name: required,
		zone: required,
		language: { type: ['en', 'nl'] as const, required: true },
		defaults: maybe<Defaults>(),
		version: count,
		createdAt: required,
	},
	indexes: {
		main: { collection: 'people', pk: key('pk', ['tenantId']), sk: key('sk', []) },
	},
});
