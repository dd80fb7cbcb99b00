import { newId } from '#shared/new-id.ts';

/** For the hidden fields of one drawing of a page: what its forms would make, and the key that tells a form sent twice. */
export interface Fresh {
	cause: string;
	actionId: string;
	sessionId: string;
	goalId: string;
	noteId: string;
	privateNoteId: string;
	nudgeId: string;
	promptId: string;
}

export const fresh = (): Fresh => ({
	cause: newId('req'),
	actionId: newId('act'),
	sessionId: newId('ses'),
	goalId: newId('gol'),
	noteId: newId('nte'),
	privateNoteId: newId('nte'),
	nudgeId: newId('nud'),
	promptId: newId('prm'),
});
