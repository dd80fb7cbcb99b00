import { Entity } from 'electrodb';
import type { Reminder } from '#shared/domain/reminder.ts';
import { packAll, unpackAll } from '#services/reminders/packed.ts';
import {
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

export const actionEntity = new Entity({
	model: model('action'),
	attributes: {
		...itemAttributes,
		actionId: word('a'),
		title: required,
		note: required,
		ownerId: required,
		dueOn: word('on'),
		movedFrom: optional,
		zone: required,
		goalId: optional,
		sessionId: optional,
		sessionAt: optional,
		sessionOff: maybe<true>(),
		status: { type: ['open', 'done', 'dropped'] as const, required: true },
		closedAt: optional,
		closedBy: optional,
		dropReason: optional,
		reminders: {
			...nested<Reminder[]>(),
			set: (reminders?: Reminder[]) => reminders && (packAll(reminders) as unknown as Reminder[]),
			get: (stored: Reminder[], { zone }: { zone?: string }) => stored && unpackAll(stored, zone ?? ''),
		},
		nextAt: word('at'),
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['actionId']) },
		agenda: {
			index: 'gsi1',
			collection: 'agenda',
			type: 'clustered',
			condition: ({ status }) => status === 'open',
			pk: key('gsi1pk', ['tenantId', 'coacheeId']),
			sk: key('gsi1sk', ['dueOn', 'actionId']),
		},
		caseload: {
			index: 'gsi2',
			collection: 'caseload',
			type: 'clustered',
			condition: ({ status }) => status === 'open',
			pk: key('gsi2pk', ['tenantId', 'coachId']),
			sk: key('gsi2sk', ['dueOn', 'actionId']),
		},
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'actionId']),
		},
	},
});
