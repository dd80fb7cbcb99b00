import { Entity } from 'electrodb';
import type { Suppressed } from '#shared/domain/member.ts';
import { count, key, model, optional, required, word } from '#services/entity.ts';

export const participationEntity = new Entity({
	model: model('participation'),
	attributes: {
		tenantId: word('t'),
		coachId: word('co'),
		engagementId: word('e'),
		coacheeId: required,
		openActions: count,
		doneActions: count,
		droppedActions: count,
		heldSessions: count,
		ratings: count,
		/** Of those the coach may know of. Rows of before have none. */
		reflections: { type: 'number', required: true, get: (value?: number) => value ?? 0 },
		coacheeActiveAt: optional,
		coachActiveAt: optional,
		unreached: { type: ['bounced', 'complained'] as const satisfies readonly Suppressed['reason'][] },
	},
	indexes: {
		main: { pk: key('pk', ['tenantId']), sk: key('sk', ['coachId', 'engagementId']) },
	},
});
