import { tried } from '#lib/api.ts';
import { act, type Ask } from './act.server.ts';

// What a coach does on the page of a trajectory, sessions and capture apart.

const goal = (ask: Ask) => ({ param: { ...ask.param, goalId: ask.text('goalId') } });
const action = (ask: Ask) => ({ param: { ...ask.param, actionId: ask.text('actionId') } });
const goalId = (done: { goalId: string }): string => done.goalId;
const actionId = (done: { actionId: string }): string => done.actionId;
const engagementId = (done: { engagementId: string }): string => done.engagementId;

export const actionCommands = {
	complete: act('complete', (ask) => tried(ask.engagement.actions[':actionId'].complete.$post(action(ask))), actionId),
	reopen: act('reopen', (ask) => tried(ask.engagement.actions[':actionId'].reopen.$post(action(ask))), actionId),
};

export const goalCommands = {
	goal: act(
		'goal',
		(ask) =>
			tried(
				ask.engagement.goals.$post({
					param: ask.param,
					json: { goalId: ask.text('goalId'), title: ask.text('title'), why: ask.text('why') },
				}),
			),
		goalId,
	),
	editGoal: act(
		'editGoal',
		(ask) =>
			tried(
				ask.engagement.goals[':goalId'].$patch({
					...goal(ask),
					header: { 'if-match': `"${ask.text('version')}"` },
					json: { title: ask.text('title'), why: ask.text('why') },
				}),
			),
		goalId,
	),
	reach: act('reach', (ask) => tried(ask.engagement.goals[':goalId'].reach.$post(goal(ask))), goalId),
	letGo: act('letGo', (ask) => tried(ask.engagement.goals[':goalId'].drop.$post(goal(ask))), goalId),
	takeUp: act('takeUp', (ask) => tried(ask.engagement.goals[':goalId'].reopen.$post(goal(ask))), goalId),
};

export const turnCommands = {
	pause: act('pause', ({ engagement, param }) => tried(engagement.pause.$post({ param })), engagementId),
	resume: act('resume', ({ engagement, param }) => tried(engagement.resume.$post({ param })), engagementId),
	end: act('end', ({ engagement, param }) => tried(engagement.end.$post({ param })), engagementId),
};
