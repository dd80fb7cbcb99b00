import type { SystemActor } from '#shared/domain/actor.ts';
import type { Action } from '#shared/domain/action.ts';
import * as actions from '#shared/domain/action-rules.ts';
import { dueIn, inOrder, sessionWants, wants, type Due, type Over } from '#shared/domain/due.ts';
import * as engagements from '#shared/domain/engagement.ts';
import { lookedAgain } from '#shared/domain/silence.ts';
import type { LetterItem } from '#shared/domain/letter.ts';
import type { Member } from '#shared/domain/member.ts';
import * as nudges from '#shared/domain/nudge.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import * as openings from '#shared/domain/prompt-openings.ts';
import * as sessions from '#shared/domain/session.ts';
import { newId } from '#shared/ids.ts';
import { Raced, revise, transact } from '#services/commit.ts';
import { arounds, findAction, findNudge, findPrompt, findSession } from '#services/letters/around.ts';
import { opened } from '#services/prompts/opening.ts';
import { decided } from '#services/letters/decided.ts';
import { rowOf } from '#services/rows.ts';

/**
 * Everything that is due for this person now, in the order it stands in a letter; what their budget holds until `until`
 * comes along. What is due and must not be sent passes for good.
 */
export async function remindersDue(
	actor: SystemActor,
	person: Member,
	known: readonly LetterItem[],
	{ now, until }: { now: string; until: string },
): Promise<Due[]> {
	const around = await arounds(actor, person, known, until);
	const read = (await Promise.all(around.map((one) => opened(actor, one, now)))).map((one) => dueIn(one, person, now));
	for (const over of read.flatMap((one) => one.over)) await end(actor, over, now);
	return read.flatMap((one) => one.due).sort(inOrder);
}

/** Lets something pass, unless it has changed since it was read, and says so once. */
async function end(actor: SystemActor, over: Over, now: string): Promise<void> {
	const occasion = { now, cause: newId('req') };
	const { tenantId } = actor;
	// By what was decided last: whoever was faster has said it.
	let passes = false;
	const once = <T>(thing: T, wanted: boolean, passed: (thing: T) => T): T => {
		passes = wanted;
		return wanted ? passed(thing) : thing;
	};
	switch (over.kind) {
		case 'action': {
			const { engagementId, actionId: itemId } = over.action;
			const load = async () => (await findAction(actor, { engagementId, itemId }))!;
			const pass = (action: Action) => actions.passedOver(action, now);
			await revise(actor, 'action', occasion, load, (action) => once(action, wants(action, now), pass));
			if (passes) decided('reminder suppressed', { tenantId, itemId });
			return;
		}
		case 'session': {
			const { engagementId, sessionId: itemId } = over.session;
			const load = async () => (await findSession(actor, { engagementId, itemId }))!;
			const pass = (session: sessions.Session) => sessions.passedOver(session, now);
			await revise(actor, 'session', occasion, load, (session) => once(session, sessionWants(session, now), pass));
			if (passes) decided(over.why === 'moot' ? 'reminder moot' : 'reminder suppressed', { tenantId, itemId });
			return;
		}
		case 'nudge': {
			const { engagementId, nudgeId: itemId } = over.nudge;
			const load = async () => (await findNudge(actor, { engagementId, itemId }))!;
			await revise(actor, 'nudge', occasion, load, (nudge) => once(nudge, nudge.status === 'waiting', nudges.passed));
			if (passes) decided('nudge passed', { tenantId, itemId });
			return;
		}
		case 'prompt': {
			const { engagementId, promptId: itemId } = over.prompt;
			const load = async () => (await findPrompt(actor, { engagementId, itemId }))!;
			const pass = (prompt: Prompt) => openings.passedOver(prompt, now);
			await revise(actor, 'prompt', occasion, load, (one) => once(one, openings.wantsLetter(one, now), pass));
			if (passes) decided('reminder suppressed', { tenantId, itemId });
			return;
		}
		case 'engagement': {
			const { engagement, next } = over;
			await lookAgain(actor, engagement, next);
			if (over.why === 'passed') decided('reminder suppressed', { tenantId, itemId: engagement.engagementId });
			return;
		}
		default:
			return over satisfies never;
	}
}

/** The next look whether it is silent: no change that anybody sees, so no revision. Who changed it meanwhile has decided it anew. */
async function lookAgain(actor: SystemActor, engagement: engagements.Engagement, next: string): Promise<void> {
	const after = lookedAgain(engagement, next);
	try {
		await transact(actor, [rowOf('engagement', after, engagement.version)]);
	} catch (error) {
		if (!(error instanceof Raced)) throw error;
	}
}
