import { Entity } from 'electrodb';
import type { Reminder } from '#shared/domain/reminder.ts';
import { packAll, unpackAll } from '#services/reminders/packed.ts';
import {
	count,
	itemAttributes,
	key,
	maybe,
	model,
	nested,
	optional,
	required,
	trajectoryKey,
	word,
} from '#services/entity.ts';

export const sessionEntity = new Entity({
	model: model('session'),
	attributes: {
		...itemAttributes,
		sessionId: word('s'),
		number: count,
		startsAt: word('on'),
		zone: required,
		minutes: count,
		place: required,
		status: { type: ['planned', 'held', 'cancelled'] as const, required: true },
		heldAt: optional,
		remindZone: required,
		reminders: {
			...nested<Reminder[]>(),
			set: (reminders?: Reminder[]) => reminders && (packAll(reminders) as unknown as Reminder[]),
			get: (stored: Reminder[], { remindZone }: { remindZone?: string }) =>
				stored && unpackAll(stored, remindZone ?? ''),
		},
		sequence: count,
		told: nested<{ coach: number; coachee: number }>(),
		untold: maybe<{ coach: number; coachee: number }>(),
		tellAt: required,
		nextAt: word('at'),
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['sessionId']) },
		agenda: {
			index: 'gsi1',
			collection: 'agenda',
			type: 'clustered',
			condition: ({ status }) => status === 'planned',
			pk: key('gsi1pk', ['tenantId', 'coacheeId']),
			sk: key('gsi1sk', ['startsAt', 'sessionId']),
		},
		caseload: {
			index: 'gsi2',
			collection: 'caseload',
			type: 'clustered',
			condition: ({ status }) => status === 'planned',
			pk: key('gsi2pk', ['tenantId', 'coachId']),
			sk: key('gsi2sk', ['startsAt', 'sessionId']),
		},
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'sessionId']),
		},
	},
});
