import { Entity } from 'electrodb';
import { NEVER } from '#shared/domain/reminder.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { Reminder } from '#shared/domain/reminder.ts';
import {
	count,
	itemAttributes,
	key,
	maybe,
	model,
	moment,
	nested,
	optional,
	required,
	trajectoryKey,
	word,
} from '#services/entity.ts';
import { packAll, unpackAll } from '#services/reminders/packed.ts';

export const promptEntity = new Entity({
	model: model('prompt'),
	attributes: {
		...itemAttributes,
		promptId: word('p'),
		// Lists know it by the name that sessions have there: an index copies only so many.
		openedAt: moment('oa', 'startsAt'),
		title: required,
		questionnaireId: required,
		methodId: optional,
		madeBy: required,
		rule: nested<Prompt['rule']>(),
		zone: required,
		status: { type: ['running', 'done', 'stopped'] as const, required: true },
		number: count,
		openedAfter: optional,
		last: maybe<NonNullable<Prompt['last']>>(),
		opensAt: required,
		opensAfter: optional,
		since: required,
		reminders: {
			...nested<Reminder[]>(),
			set: (reminders?: Reminder[]) => reminders && (packAll(reminders) as unknown as Reminder[]),
			get: (stored: Reminder[], { zone }: { zone?: string }) => stored && unpackAll(stored, zone ?? ''),
		},
		nextAt: word('at'),
		shard: { ...word('due'), hidden: true },
	},
	indexes: {
		main: { collection: 'trajectory', pk: key('pk', trajectoryKey), sk: key('sk', ['promptId']) },
		agenda: {
			index: 'gsi1',
			collection: 'agenda',
			type: 'clustered',
			condition: ({ openedAt }) => openedAt !== undefined && openedAt !== NEVER,
			pk: key('gsi1pk', ['tenantId', 'coacheeId']),
			sk: key('gsi1sk', ['openedAt', 'promptId']),
		},
		due: {
			index: 'gsi3',
			collection: 'due',
			type: 'clustered',
			condition: ({ nextAt }) => nextAt !== 'never',
			pk: key('gsi3pk', ['shard']),
			sk: key('gsi3sk', ['nextAt', 'promptId']),
		},
	},
});
