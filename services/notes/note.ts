import type { MemberActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/note.ts';
import type { Note, NoteDraft, PrivateNote } from '#shared/domain/note.ts';
import { change, type Occasion } from '#services/change.ts';
import { attempt, commit, requireUnchanged } from '#services/commit.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as revision from '#services/revisions/revision.ts';
import { still } from '#services/rows.ts';
import * as session from '#services/sessions/session.ts';
import type { SessionKey } from '#services/sessions/session.ts';
import { as, entities, strong } from '#services/table.ts';

/** The notes both read and write. `version` is the one that was read, 0 for the first text. Throws `stale` with the newer text. */
export const write = (
	actor: MemberActor,
	key: SessionKey,
	draft: NoteDraft,
	version: number,
	occasion: Occasion,
): Promise<Note> =>
	attempt(async () => {
		const [around, before] = await Promise.all([
			engagement.find(actor, key),
			findShared(actor, key),
			session.find(actor, key),
		]);
		if (before && (await revision.answered(actor, before, before.noteId, occasion))) return before;
		requireUnchanged(before, version);
		if (!before) await revision.requireNew(actor, draft.noteId);
		const after = rules.write(around, before, key.sessionId, draft, actor, occasion.now);
		const [stored] = await commit(actor, occasion, [change('note', before, after)], [still('engagement', around)]);
		return stored as Note;
	});

/** The same for notes that only their owner can reach. */
export const writePrivate = (
	actor: MemberActor,
	key: SessionKey,
	draft: NoteDraft,
	version: number,
	occasion: Occasion,
): Promise<PrivateNote> =>
	attempt(async () => {
		const [around, before] = await Promise.all([
			engagement.find(actor, key),
			findPrivate(actor, key),
			session.find(actor, key),
		]);
		if (before?.causes.includes(occasion.cause)) return before;
		requireUnchanged(before, version);
		const after = rules.writePrivate(around, before, key.sessionId, draft, actor, occasion.now);
		const [stored] = await commit(
			actor,
			occasion,
			[change('privateNote', before, after)],
			[still('engagement', around)],
		);
		return stored as PrivateNote;
	});

async function findShared(actor: MemberActor, { engagementId, sessionId }: SessionKey): Promise<Note | undefined> {
	const { data } = await entities.note
		.get({ tenantId: actor.tenantId, engagementId, sessionId })
		.go({ ...as(actor), ...strong });
	return (data as Note | null) ?? undefined;
}

async function findPrivate(
	actor: MemberActor,
	{ engagementId, sessionId }: SessionKey,
): Promise<PrivateNote | undefined> {
	const { data } = await entities.privateNote
		.get({ tenantId: actor.tenantId, engagementId, ownerId: actor.memberId, sessionId })
		.go({ ...as(actor), ...strong });
	return (data as PrivateNote | null) ?? undefined;
}
