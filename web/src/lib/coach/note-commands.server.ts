import type { Note } from '#shared/domain/note.ts';
import { tried } from '#lib/api.ts';
import { askOf, back, byScript, trouble, type Ask, type Event, type Outcome } from './act.server.ts';

type Kind = 'notes' | 'privateNotes';

const write = ({ engagement, param, text }: Ask, kind: Kind): Promise<Outcome<Note>> => {
	const session = engagement.sessions[':sessionId'];
	const said = {
		param: { ...param, sessionId: text('sessionId') },
		header: { 'if-match': `"${text('version')}"` },
		json: { noteId: text('noteId'), text: text('text') },
	};
	return tried(kind === 'notes' ? session.notes.$put(said) : session['private-notes'].$put(said));
};

/** Saves the text on the version it began from. When somebody was quicker, the page shows both texts. */
const save = (kind: Kind) => async (event: Event) => {
	const form = await event.request.formData();
	const saved = await write(askOf(event, form, kind), kind);
	if (!saved.ok) return trouble(kind, saved.problem, form);
	return byScript(event) ? { saved: saved.data } : back(event, kind, saved.data.noteId);
};

export const noteCommands = { notes: save('notes'), privateNotes: save('privateNotes') };
