import { tried } from '#lib/api.ts';
import { act, type Ask } from './act.server.ts';

// What goes from coach to coachee between sessions: a line, a question after silence, letters that come back.

const nudgeId = (done: { nudgeId: string }): string => done.nudgeId;
const own = ({ param }: Ask) => param.engagementId;

export const nudgeCommands = {
	nudge: act(
		'nudge',
		({ engagement, param, text }) =>
			tried(
				engagement.nudges.$post({
					param,
					json: { nudgeId: text('nudgeId'), text: text('text'), actionId: text('actionId') || undefined },
				}),
			),
		nudgeId,
	),
	takeBackNudge: act(
		'takeBackNudge',
		({ engagement, param, text }) =>
			tried(engagement.nudges[':nudgeId'].withdraw.$post({ param: { ...param, nudgeId: text('nudgeId') } })),
		nudgeId,
	),
};

export const betweenCommands = {
	...nudgeCommands,
	silence: act(
		'silence',
		({ engagement, param, text }) =>
			tried(engagement.silence.$put({ param, json: { days: text('days') === '' ? null : Number(text('days')) } })),
		({ engagementId }) => engagementId,
	),
	tryMail: act(
		'tryMail',
		async (ask) => {
			const done = await tried(ask.engagement.coachee.mail.retry.$post({ param: ask.param }));
			return done.ok ? { ok: true as const, data: own(ask) } : done;
		},
		(engagementId) => engagementId,
	),
	inviteAgain: act(
		'inviteAgain',
		async (ask) => {
			const done = await tried(ask.engagement.coachee['invite-again'].$post({ param: ask.param }));
			return done.ok ? { ok: true as const, data: own(ask) } : done;
		},
		(engagementId) => engagementId,
	),
};
