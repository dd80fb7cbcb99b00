import { Entity } from 'electrodb';
import type { Role } from '#shared/domain/actor.ts';
import type { Budget } from '#shared/domain/budget.ts';
import type { Defaults } from '#shared/domain/defaults.ts';
import type { Suppressed } from '#shared/domain/member.ts';
import type { Topic } from '#shared/domain/topic.ts';
import { count, key, maybe, model, nested, optional, required, word } from '#services/entity.ts';

export const memberEntity = new Entity({
	model: model('member'),
	attributes: {
		tenantId: word('t'),
		memberId: word('m'),
		accountId: optional,
		name: required,
		mail: required,
		zone: required,
		language: { type: ['en', 'nl'] as const, required: true },
		roles: nested<Role[]>(),
		status: { type: ['invited', 'active', 'left'] as const, required: true },
		muted: nested<Topic[]>(),
		budget: maybe<Budget>(),
		defaults: maybe<Defaults>(),
		suppressed: maybe<Suppressed>(),
		retriedAt: optional,
		linksFrom: required,
		version: count,
		createdAt: required,
		updatedAt: required,
	},
	indexes: {
		main: { collection: 'people', pk: key('pk', ['tenantId']), sk: key('sk', ['memberId']) },
	},
});

/**
 * A mail address has one member in a firm, whoever invites them at the same moment: the second finds this row taken. Known
 * by its hash, because keys travel further than rows do.
 */
export const addressEntity = new Entity({
	model: model('address'),
	attributes: { tenantId: word('t'), hash: word('h'), memberId: required, version: count },
	indexes: { main: { pk: key('pk', ['tenantId']), sk: key('sk', ['hash']) } },
});

export const invitationEntity = new Entity({
	model: model('invitation'),
	attributes: {
		tenantId: word('t'),
		invitationId: word('n'),
		memberId: required,
		mail: required,
		invitedBy: required,
		status: { type: ['open', 'accepted', 'withdrawn'] as const, required: true },
		nextAt: word('at'),
		sentAt: optional,
		letterId: optional,
		expiresOn: required,
		version: count,
		createdAt: required,
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'people', pk: key('pk', ['tenantId']), sk: key('sk', ['invitationId']) },
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'invitationId']),
		},
	},
});
