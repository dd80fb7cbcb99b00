import { Entity } from 'electrodb';
import type { Language } from '#shared/domain/tenant.ts';
import { count, itemAttributes, key, maybe, model, optional, required, trajectoryKey, word } from '#services/entity.ts';

export const engagementEntity = new Entity({
	model: model('engagement'),
	attributes: {
		...itemAttributes,
		coachName: required,
		coacheeName: required,
		zone: required,
		language: { type: ['en', 'nl'] as const satisfies readonly Language[], required: true },
		status: { type: ['active', 'paused', 'ended'] as const, required: true },
		startedOn: required,
		sessionCount: count,
		silenceDays: maybe<number | null>(),
		silenceBy: { type: ['coach', 'coachee'] as const },
		silenceAt: required,
		silenceToldAt: optional,
		nextAt: word('at'),
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', []) },
		agenda: {
			index: 'gsi1',
			collection: 'agenda',
			type: 'clustered',
			pk: key('gsi1pk', ['tenantId', 'coacheeId']),
			sk: key('gsi1sk', ['engagementId']),
		},
		caseload: {
			index: 'gsi2',
			collection: 'caseload',
			type: 'clustered',
			pk: key('gsi2pk', ['tenantId', 'coachId']),
			sk: key('gsi2sk', ['engagementId']),
		},
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'engagementId']),
		},
	},
});
