import { type Action } from '#shared/domain/action.ts';
import { create } from '#shared/domain/action-rules.ts';
import { begin, type Engagement } from '#shared/domain/engagement.ts';
import type { Around } from '#shared/domain/due.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import { newItem } from '#shared/domain/item.ts';
import { AS_IT_OPENS, type Prompt } from '#shared/domain/prompt.ts';
import { open } from '#shared/domain/prompt-openings.ts';
import { create as invite } from '#shared/domain/prompt-rules.ts';
import { ofMethod } from '#shared/domain/questionnaire.ts';
import { planned, type Session } from '#shared/domain/session.ts';
import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import { addToInstant, wallTime } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { coach, coachee, NOW, tenantId } from './people.ts';

const zone = 'Europe/Amsterdam';

/** Somebody who gets letters, as they stand in the table. */
export const reader = (more: Partial<Member> = {}): Member => ({
	tenantId,
	memberId: coachee.memberId,
	name: 'Robin Vermeer',
	mail: 'robin@vermeer.example',
	zone,
	language: 'en',
	roles: ['coachee'],
	status: 'active',
	muted: [],
	linksFrom: NOW,
	version: 1,
	createdAt: NOW,
	updatedAt: NOW,
	...more,
});

export const engagement = (silenceDays: number | null = null, now = NOW, engagementId = newId('eng')): Engagement => ({
	...begin(
		{
			engagementId,
			coachee: {
				memberId: coachee.memberId,
				invitationId: newId('inv'),
				name: 'Robin Vermeer',
				mail: 'robin@vermeer.example',
				zone,
				language: 'en',
			},
			goals: [],
		},
		{ startedOn: now.slice(0, 10), silenceDays },
		{ ...coach, name: 'Marta Kowalska' },
		now,
	),
	version: 1,
});

export function action(
	around: Engagement,
	title: string,
	dueOn: string,
	{
		rules = [PRESETS.dayBefore] as readonly ReminderRule[],
		session = undefined as Session | undefined,
		now = NOW,
	} = {},
): Action {
	const reminders = rules.map((rule) => ({ reminderId: newId('rem'), rule }));
	const draft = {
		actionId: newId('act'),
		title,
		dueOn,
		note: '',
		reminders,
		...(session && { sessionId: session.sessionId }),
	};
	return { ...create({ ...around, session, openActions: 0 }, draft, coachee, now), version: 1 };
}

export function session(around: Engagement, startsAt: string, rules: readonly ReminderRule[], now = NOW): Session {
	const [date, time] = wallTime(startsAt, zone).split('T') as [string, string];
	const reminders = rules.map((rule) => ({ reminderId: newId('rem'), rule }));
	const draft = { sessionId: newId('ses'), date, time, zone, minutes: 60, place: 'Room Birch', reminders };
	return { ...planned(around, [], draft, coach, now), version: 1 };
}

/** Written a minute before: a letter may take it. */
export const nudge = (around: Engagement, text: string, about?: Action, now = NOW): Nudge => ({
	...newItem(around, addToInstant(now, { minutes: -1 })),
	nudgeId: newId('nud'),
	text,
	actionId: about?.actionId,
	status: 'waiting',
	shown: true,
	nextAt: now,
	version: 1,
});

/** One that opened a minute before, and wants a letter since. */
export function prompt(around: Engagement, title: string, now = NOW): Prompt {
	const on = wallTime(addToInstant(now, { minutes: -1 }), zone);
	const draft = {
		promptId: newId('prm'),
		title,
		asks: { methodId: 'starter-check-in' },
		rule: { kind: 'once' as const, on: on.slice(0, 10), at: on.slice(11) },
	};
	const made = addToInstant(now, { minutes: -5 });
	const reminders = [{ reminderId: newId('rem'), rule: AS_IT_OPENS }];
	const questions = ofMethod('starter-check-in', 1, starter('starter-check-in', 'en')!);
	const standing = { running: 0, sessions: [] };
	return { ...open(invite(around, draft, questions, standing, coach, made, reminders), around, [], now), version: 1 };
}

export const trajectory = (of: Engagement, more: Partial<Around> = {}): Around => ({
	engagement: of,
	actions: [],
	sessions: [],
	nudges: [],
	prompts: [],
	activeAt: of.createdAt,
	...more,
});
