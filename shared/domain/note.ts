import { z } from 'zod';
import { MemberId, NoteId, SessionId } from '#shared/ids.ts';
import { Refusal } from '#shared/errors.ts';
import { requireParty, type Actor, type Parties } from './actor.ts';
import { Item, newItem, text } from './item.ts';

export const NOTE_MAX = 20_000;

export const NoteDraft = z.object({ noteId: NoteId, text: text(NOTE_MAX) });
export type NoteDraft = z.infer<typeof NoteDraft>;

/** Notes of a session that both read and write. One per session. */
export const Note = Item.extend({ noteId: NoteId, sessionId: SessionId, text: z.string(), writtenBy: MemberId });
export type Note = z.infer<typeof Note>;

/** Notes that only their owner can reach: they stand in a partition of the owner's own. */
export const PrivateNote = Note.extend({ ownerId: MemberId });
export type PrivateNote = z.infer<typeof PrivateNote>;

type Around = Parties & { tenantId: string; engagementId: string; status: 'active' | 'paused' | 'ended' };

const author = (actor: Actor, around: Around): string => {
	requireParty(actor, around);
	if (actor.kind !== 'member') throw new Refusal('not-found', 'There is nothing here for you');
	if (around.status === 'ended') throw new Refusal('conflict', 'This trajectory has ended; its notes stay as they are');
	return actor.memberId;
};

/** The note as it will stand. `note` is undefined when this is its first text. */
export function write(
	around: Around,
	note: Note | undefined,
	sessionId: string,
	draft: NoteDraft,
	actor: Actor,
	now: string,
): Note {
	const writtenBy = author(actor, around);
	if (note) return note.text === draft.text ? note : { ...note, text: draft.text, writtenBy };
	return { ...newItem(around, now), noteId: draft.noteId, sessionId, text: draft.text, writtenBy };
}

/** The same for a private note, owned by whoever writes it. */
export function writePrivate(
	around: Around,
	note: PrivateNote | undefined,
	sessionId: string,
	draft: NoteDraft,
	actor: Actor,
	now: string,
): PrivateNote {
	const ownerId = author(actor, around);
	return { ...write(around, note, sessionId, draft, actor, now), ownerId };
}
