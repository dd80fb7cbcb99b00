import { Refusal } from '#shared/errors.ts';
import { isCoachOf, isCoacheeOf, requireCoach, requireParty, type Actor, type Parties } from './actor.ts';
import type { Answers } from './answers.ts';
import { checked } from './checked.ts';
import { newItem } from './item.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { OwnReflection, Pin, Reflection, ReflectionDraft, Sharing } from './reflection.ts';

/** Texts one shared reflection may have had: as many as one transaction can take back. */
export const WRITINGS_MAX = 50;

type Around = Parties & { tenantId: string; engagementId: string; status: 'active' | 'paused' | 'ended' };

/**
 * A new reflection, its answers held against the questions they answer. Throws `invalid` with a word per question, and
 * `too-large` above the limit.
 */
export function write(
	around: Around,
	draft: ReflectionDraft,
	{ questionnaireId, name, methodId, questions }: Questionnaire,
	actor: Actor,
	now: string,
): OwnReflection {
	requireWriter(around, actor, draft.promptId);
	if (around.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; nothing can be added to it');
	const { reflectionId, sharing, promptId, sessionId, goalId } = draft;
	return {
		...newItem(around, now),
		reflectionId,
		ownerId: around.coacheeId,
		title: name,
		questionnaireId,
		methodId,
		promptId,
		sessionId,
		goalId,
		answers: checked(questions, draft.answers),
		sharing,
	};
}

/** Other answers to the same questions. */
export function edit(
	reflection: OwnReflection,
	answers: Answers,
	{ questions }: Questionnaire,
	actor: Actor,
): OwnReflection {
	requireWriter(reflection, actor);
	const next = checked(questions, answers);
	return JSON.stringify(next) === JSON.stringify(reflection.answers) ? reflection : { ...reflection, answers: next };
}

/** Who is to know from now on. */
export function share(reflection: OwnReflection, sharing: Sharing, actor: Actor): OwnReflection {
	requireWriter(reflection, actor);
	return reflection.sharing === sharing ? reflection : { ...reflection, sharing };
}

/** The salt and digest of a text that is about to stand where the coach reads. */
export interface Sealed {
	digest: string;
}

/**
 * What the trajectory is to know of a reflection as its writer now has it; undefined where it knows nothing and is to learn
 * nothing. A text taken back takes along what the coach pinned of it, and its name.
 */
export function known(
	before: Reflection | undefined,
	own: OwnReflection,
	sealed: Sealed,
	now: string,
): Reflection | undefined {
	const { reflectionId, promptId, sessionId, goalId, title, questionnaireId, methodId } = own;
	const base: Reflection = before ?? {
		...newItem(own, now),
		reflectionId,
		status: 'mentioned',
		writing: 0,
		digest: '',
		writtenAt: own.createdAt,
		pins: [],
	};
	if (own.sharing === 'shared') {
		if (base.status === 'shared' && base.digest === sealed.digest) return base;
		if (base.writing >= WRITINGS_MAX)
			throw new Refusal('too-many', `A reflection can be changed or shared ${WRITINGS_MAX} times. Write a new one`);
		const again = base.status === 'shared';
		const { readAt: _read, ...unread } = base;
		return {
			...unread,
			promptId,
			sessionId,
			goalId,
			title,
			questionnaireId,
			methodId,
			status: 'shared',
			writing: base.writing + 1,
			digest: sealed.digest,
			sharedAt: again ? base.sharedAt : now,
			...(again && { editedAt: now }),
		};
	}
	if (own.sharing === 'private' && !before) return undefined;
	const status = base.status === 'shared' || own.sharing === 'private' ? 'withdrawn' : base.status;
	if (before && before.status === status) return before;
	const { title: _title, questionnaireId: _questions, methodId: _method, readAt: _read, ...rest } = base;
	return { ...rest, status: own.sharing === 'mentioned' && !before ? 'mentioned' : status, pins: [], digest: '' };
}

/** The coach has read it. Reading twice changes nothing. */
export function read(reflection: Reflection, isRead: boolean, actor: Actor, now: string): Reflection {
	requireReader(reflection, actor);
	if ((reflection.readAt !== undefined) === isRead) return reflection;
	const { readAt: _read, ...unread } = reflection;
	return isRead ? { ...reflection, readAt: now } : unread;
}

/** The coach answers in a line, or takes it back with an empty one. Whoever answers has read. */
export function reply(reflection: Reflection, text: string, actor: Actor, now: string): Reflection {
	requireReader(reflection, actor);
	if ((reflection.reply ?? '') === text) return reflection;
	const { reply: _reply, repliedAt: _at, ...rest } = reflection;
	const readAt = reflection.readAt ?? now;
	return text === '' ? rest : { ...rest, readAt, reply: text, repliedAt: now };
}

/** Sentences for the next session's preparation, as a whole list. */
export function pin(reflection: Reflection, pins: readonly Pin[], actor: Actor): Reflection {
	requireReader(reflection, actor);
	return { ...reflection, pins: [...pins] };
}

/** Whether the text of it is this person's to read. Decided here alone. */
export const mayRead = (reflection: Pick<Reflection, 'status' | 'coachId' | 'coacheeId'>, actor: Actor): boolean =>
	isCoacheeOf(actor, reflection) || (isCoachOf(actor, reflection) && reflection.status === 'shared');

function requireReader(reflection: Reflection, actor: Actor): void {
	requireCoach(actor, reflection);
	if (reflection.status !== 'shared') throw new Refusal('not-found', 'There is nothing here for you');
}

/** Whose reflection it is; through a letter only as the answer to what it invites to. */
function requireWriter(around: Parties, actor: Actor, promptId?: string): void {
	requireParty(actor, around, promptId);
	if (!isCoacheeOf(actor, around)) throw new Refusal('forbidden', 'Reflections are written by the coachee');
}
