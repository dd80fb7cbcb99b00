import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Action } from '#shared/domain/action.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Goal, Rating } from '#shared/domain/goal.ts';
import type { Note, PrivateNote } from '#shared/domain/note.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { OwnReflection, Reflection } from '#shared/domain/reflection.ts';
import type { Session } from '#shared/domain/session.ts';

/** The things that have revisions, by kind. */
export interface Items {
	engagement: Engagement;
	goal: Goal;
	rating: Rating;
	session: Session;
	note: Note;
	privateNote: PrivateNote;
	action: Action;
	nudge: Nudge;
	prompt: Prompt;
	reflection: Reflection;
	ownReflection: OwnReflection;
	draft: Draft;
}

export interface Change<K extends keyof Items = keyof Items> {
	kind: K;
	before: Items[K] | undefined;
	after: Items[K];
}

/** One thing as it was and as it will be. `before` is undefined when it is new. */
export const change = <K extends keyof Items>(kind: K, before: Items[K] | undefined, after: Items[K]): Change =>
	({ kind, before, after }) as Change;

/** When a request arrived and by which key it would be recognised if it came twice. */
export interface Occasion {
	now: string;
	cause: string;
}

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
