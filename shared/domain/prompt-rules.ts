import { Refusal } from '#shared/errors.ts';
import { isCoacheeOf, requireParty, type Actor } from './actor.ts';
import type { Engagement } from './engagement.ts';
import { newItem } from './item.ts';
import { PROMPTS_MAX, type Prompt, type PromptDraft, type PromptEdit } from './prompt.ts';
import { anchorsOf, awaiting, closed, drafted, ended, settled, type Planned } from './prompt-openings.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { Recurrence } from './recurrence.ts';
import * as reminder from './reminder.ts';
import { NEVER, type ReminderDraft } from './reminder.ts';
import { addToDate, addToInstant, today } from './time.ts';

/** How far ahead a prompt may open first, in years. */
const HORIZON_YEARS = 5;

/** A new one. Throws `invalid` for one that would never open, and `too-many` when enough of them run. */
export function create(
	around: Engagement,
	draft: PromptDraft,
	{ questionnaireId, methodId }: Questionnaire,
	{ running, sessions }: { running: number; sessions: readonly Planned[] },
	actor: Actor,
	now: string,
	reminders: readonly ReminderDraft[],
): Prompt {
	requireParty(actor, around);
	if (actor.kind !== 'member') throw new Refusal('not-found', 'There is nothing here for you');
	if (around.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; nothing can be added to it');
	if (running >= PROMPTS_MAX)
		throw new Refusal('too-many', `${PROMPTS_MAX} prompts run here. Stop some before you add another`);
	requireNear(draft.rule, around.zone, now);
	const { promptId, title, rule } = draft;
	const prompt: Prompt = {
		...newItem(around, now),
		promptId,
		title,
		questionnaireId,
		methodId,
		madeBy: actor.memberId,
		rule,
		zone: around.zone,
		status: 'running',
		number: 0,
		opensAt: NEVER,
		since: sinceFor(rule, sessions, now),
		reminders: [],
		nextAt: NEVER,
	};
	return requireOpening(awaiting({ ...prompt, reminders: drafted(reminders, prompt) }, sessions));
}

/** Other words, other times or other reminders; what is open stays open. */
export function edit(
	prompt: Prompt,
	change: PromptEdit,
	sessions: readonly Planned[],
	actor: Actor,
	now: string,
): Prompt {
	requireKeeper(prompt, actor);
	if (prompt.status !== 'running') throw new Refusal('conflict', 'This prompt runs no longer');
	const titled = { ...prompt, title: change.title ?? prompt.title };
	const reminders = change.reminders
		? prompt.openedAt
			? reminder.replan(prompt.reminders, anchorsOf(prompt), now, change.reminders)
			: drafted(change.reminders, prompt)
		: prompt.reminders;
	const next = { ...titled, reminders };
	if (!change.rule || JSON.stringify(change.rule) === JSON.stringify(prompt.rule)) return settled(next);
	requireNear(change.rule, prompt.zone, now);
	const ruled = { ...next, rule: change.rule, since: sinceFor(change.rule, sessions, now) };
	return requireOpening(awaiting(ruled, sessions));
}

/** No more of it. Stopping twice changes nothing. */
export function stop(prompt: Prompt, actor: Actor, now: string): Prompt {
	requireKeeper(prompt, actor);
	return prompt.status === 'running' ? ended(closed(prompt, 'settled', now), 'stopped') : prompt;
}

/** One tap, and it is put aside until it opens again. Throws `conflict` when nothing is open. */
export function skip(prompt: Prompt, actor: Actor, now: string): Prompt {
	requireCoachee(prompt, actor);
	requireOpen(prompt);
	return settled(closed(prompt, 'settled', now));
}

/** Undo of putting it aside: what was put aside is open again, while nothing newer is. */
export function unskip(prompt: Prompt, actor: Actor): Prompt {
	requireCoachee(prompt, actor);
	if (prompt.openedAt) return prompt;
	if (prompt.last?.outcome !== 'settled' || prompt.status === 'stopped')
		throw new Refusal('conflict', 'There is nothing to take back here');
	const { last, ...rest } = prompt;
	return settled({ ...rest, status: 'running', openedAt: last.openedAt, openedAfter: last.sessionId });
}

/** It was answered; of a reflection that the coach knows nothing of, not even that. */
export function answered(prompt: Prompt, reflectionId: string | undefined, actor: Actor, now: string): Prompt {
	requireCoachee(prompt, actor);
	requireOpen(prompt);
	return settled(closed(prompt, reflectionId ? 'answered' : 'settled', now, reflectionId));
}

function requireOpening(prompt: Prompt): Prompt {
	if (prompt.status !== 'running')
		throw new Refusal('invalid', 'This would never open. Choose a moment ahead', {
			fields: { rule: 'Choose a moment ahead' },
		});
	return prompt;
}

function requireNear(rule: Recurrence, zone: string, now: string): void {
	const from = rule.kind === 'once' ? rule.on : rule.kind === 'weekly' ? rule.from : undefined;
	if (from !== undefined && from > addToDate(today(now, zone), { months: 12 * HORIZON_YEARS }))
		throw new Refusal('invalid', `Choose a date within ${HORIZON_YEARS} years`, {
			fields: { rule: `Within ${HORIZON_YEARS} years` },
		});
}

/** Whoever made it, and the coachee, for it is their time. */
function requireKeeper(prompt: Prompt, actor: Actor): void {
	requireParty(actor, prompt, prompt.promptId);
	if (actor.kind !== 'member') throw new Refusal('not-found', 'There is nothing here for you');
}

function requireCoachee(prompt: Prompt, actor: Actor): void {
	requireParty(actor, prompt, prompt.promptId);
	if (!isCoacheeOf(actor, prompt)) throw new Refusal('forbidden', 'Only the coachee can answer this');
}

function requireOpen(prompt: Prompt): void {
	if (prompt.openedAt) return;
	throw new Refusal('conflict', 'This is not open for an answer any more');
}
/** After every session means those that end from now on; after one that is named, also if it has ended. */
const sinceFor = (rule: Recurrence, sessions: readonly Planned[], now: string): string => {
	if (rule.kind !== 'afterSession' || !rule.sessionId) return now;
	const named = sessions.find(({ sessionId }) => sessionId === rule.sessionId);
	if (!named || named.status === 'cancelled')
		throw new Refusal('invalid', 'This session is not planned here', { fields: { rule: 'Choose a planned session' } });
	return addToInstant(named.startsAt, { seconds: -1 });
};
