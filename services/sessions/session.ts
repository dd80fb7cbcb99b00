import { followSession, isBehind } from '#shared/domain/action-rules.ts';
import type { Actor, MemberActor } from '#shared/domain/actor.ts';
import { requireParty } from '#shared/domain/actor.ts';
import { nextSession } from '#shared/domain/engagement.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import { follow as followSessions } from '#shared/domain/prompt-openings.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import * as rules from '#shared/domain/session.ts';
import type { Session, SessionDraft, SessionTime } from '#shared/domain/session.ts';
import { Refusal } from '#shared/errors.ts';
import * as commits from '#services/commit.ts';
import { change, type Change, type Occasion } from '#services/change.ts';
import { attempt, commit } from '#services/commit.ts';
import { drafted, usual } from '#services/defaults/usual.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as revision from '#services/revisions/revision.ts';
import { as, entities, strong } from '#services/table.ts';

export interface SessionKey {
	engagementId: string;
	sessionId: string;
}

async function peek(actor: Actor, { engagementId, sessionId }: SessionKey): Promise<Session | undefined> {
	const { data } = await entities.session
		.get({ tenantId: actor.tenantId, engagementId, sessionId })
		.go({ ...as(actor), ...strong });
	return (data as unknown as Session | null) ?? undefined;
}

/** A session as it stands now. Throws `not-found`. */
export async function find(actor: Actor, key: SessionKey): Promise<Session> {
	const session = await peek(actor, key);
	if (!session) throw new Refusal('not-found', 'This session is not here');
	requireParty(actor, session);
	return session;
}

/** The next session of the engagement, which counts it in the same transaction. Without reminders of its own it gets the usual ones. */
export const plan = (
	actor: MemberActor,
	engagementId: string,
	draft: SessionDraft,
	occasion: Occasion,
): Promise<Session> =>
	attempt(async () => {
		const existing = await peek(actor, { engagementId, sessionId: draft.sessionId });
		if (existing) {
			requireParty(actor, existing);
			if (await revision.answered(actor, existing, existing.sessionId, occasion)) return existing;
			throw new Refusal('conflict', 'Something with this id exists already');
		}
		const { engagement: before, sessions: others, prompts } = await engagement.trajectory(actor, { engagementId });
		const reminders = draft.reminders ?? drafted((await usual(actor, before)).session);
		const session = rules.planned(before, others, { ...draft, reminders }, actor, occasion.now);
		const [, after] = await commit(actor, occasion, [
			change('engagement', before, nextSession(before)),
			change('session', undefined, session),
			...following(prompts, [...others, session]),
		]);
		return after as Session;
	});

/** Another time or place. */
export const move = (actor: MemberActor, key: SessionKey, time: SessionTime, occasion: Occasion): Promise<Session> =>
	withItsActions(actor, key, occasion, (session) => rules.move(session, time, actor, occasion.now));

export const cancel = (actor: MemberActor, key: SessionKey, occasion: Occasion): Promise<Session> =>
	withItsActions(actor, key, occasion, (session) => rules.cancel(session, actor, occasion.now));

export const reopen = (actor: MemberActor, key: SessionKey, occasion: Occasion): Promise<Session> =>
	withItsActions(actor, key, occasion, (session) => rules.reopen(session, actor, occasion.now));

export const hold = (actor: MemberActor, key: SessionKey, occasion: Occasion): Promise<Session> =>
	revise(actor, key, occasion, (session) => rules.hold(session, actor, occasion.now));

export const remind = (
	actor: MemberActor,
	key: SessionKey,
	reminders: ReminderDraft[],
	occasion: Occasion,
): Promise<Session> => revise(actor, key, occasion, (session) => rules.remind(session, reminders, actor, occasion.now));

const revise = (
	actor: MemberActor,
	key: SessionKey,
	occasion: Occasion,
	decide: (session: Session) => Session,
): Promise<Session> => commits.revise(actor, 'session', occasion, () => find(actor, key), decide);

/** Each action that follows is two of a transaction's hundred writes, and so is each prompt. */
const FOLLOWING_MAX = 25;

/** Prompts that open after sessions, as sessions now stand. */
const following = (prompts: readonly Prompt[], sessions: readonly Session[]): Change[] =>
	prompts.flatMap((prompt) => {
		const after = followSessions(prompt, sessions);
		return after === prompt ? [] : change('prompt', prompt, after);
	});

/**
 * A change of a session that its actions follow, for their reminders count from it: in the same transaction, and in further
 * ones where there are more than it holds. Then it looks again, for an action may have come to this session meanwhile; what
 * comes later stands on the session as it is now. A request cut off between them is finished by sending it again.
 */
async function withItsActions(
	actor: MemberActor,
	key: SessionKey,
	occasion: Occasion,
	decide: (before: Session) => Session,
): Promise<Session> {
	const follow = () =>
		attempt(async () => {
			const before = await find(actor, key);
			const isDone = await revision.answered(actor, before, before.sessionId, occasion);
			const after = isDone ? before : decide(before);
			const { actions, prompts, sessions } = await engagement.trajectory(actor, key);
			const others = sessions.filter(({ sessionId }) => sessionId !== key.sessionId);
			const behind = actions.filter((action) => action.sessionId === key.sessionId && isBehind(action, after));
			const follow = behind
				.slice(0, FOLLOWING_MAX)
				.map((action) => change('action', action, followSession(action, after, occasion.now)));
			const changes = [change('session', before, after), ...follow, ...following(prompts, [...others, after])];
			const [session] = await commit(actor, occasion, changes);
			return { session: session as Session, settled: behind.length === 0 && session === after };
		});
	for (;;) {
		const { session, settled } = await follow();
		if (settled) return session;
	}
}
