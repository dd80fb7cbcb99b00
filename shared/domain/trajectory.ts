import { z } from 'zod';
import { Action } from './action.ts';
import { Engagement } from './engagement.ts';
import { Goal, Rating } from './goal.ts';
import { Note, PrivateNote } from './note.ts';
import { Nudge } from './nudge.ts';
import { Participation } from './participation.ts';
import { Prompt } from './prompt.ts';
import { Reflection } from './reflection.ts';
import { Revision, RevisionActor } from './revision.ts';
import { Session } from './session.ts';

/** Everything of one engagement that both may read. */
export const Trajectory = z.object({
	engagement: Engagement,
	goals: z.array(Goal),
	ratings: z.array(Rating),
	sessions: z.array(Session),
	notes: z.array(Note),
	actions: z.array(Action),
	/** The coach's own lines, oldest first. */
	nudges: z.array(Nudge),
	prompts: z.array(Prompt),
	/** What both know of reflections, oldest first; their texts are read one by one. */
	reflections: z.array(Reflection),
});
export type Trajectory = z.infer<typeof Trajectory>;

/** What one person keeps to themselves in an engagement. */
export const KeptPrivate = z.object({ notes: z.array(PrivateNote) });
export type KeptPrivate = z.infer<typeof KeptPrivate>;

/** An index holds what its screens show, not the whole thing. */
const parties = { engagementId: true, coachId: true, coacheeId: true, version: true } as const;
export const ListedAction = Action.pick({
	...parties,
	actionId: true,
	title: true,
	ownerId: true,
	dueOn: true,
	zone: true,
	status: true,
	sessionId: true,
});
export type ListedAction = z.infer<typeof ListedAction>;
export const ListedSession = Session.pick({
	...parties,
	sessionId: true,
	startsAt: true,
	zone: true,
	minutes: true,
	place: true,
	status: true,
});
export type ListedSession = z.infer<typeof ListedSession>;
export const ListedEngagement = Engagement.pick({
	...parties,
	coacheeName: true,
	zone: true,
	status: true,
	startedOn: true,
});
export type ListedEngagement = z.infer<typeof ListedEngagement>;
/** The same for its coachee, who knows it by the coach. */
export const OwnEngagement = Engagement.pick({ ...parties, coachName: true, zone: true, status: true });
export type OwnEngagement = z.infer<typeof OwnEngagement>;
export const ListedNudge = Nudge.pick({
	...parties,
	nudgeId: true,
	actionId: true,
	text: true,
	status: true,
	createdAt: true,
});
export type ListedNudge = z.infer<typeof ListedNudge>;

export const ListedPrompt = Prompt.pick({ ...parties, promptId: true, title: true, openedAt: true, status: true });
export type ListedPrompt = z.infer<typeof ListedPrompt>;
/** One that its coach has not read. */
export const ListedReflection = Reflection.pick({
	...parties,
	reflectionId: true,
	title: true,
	sharedAt: true,
	status: true,
});
export type ListedReflection = z.infer<typeof ListedReflection>;

/** Everything open of one coachee, by date, and the newest lines of their coaches. */
export const Agenda = z.object({
	engagements: z.array(OwnEngagement),
	actions: z.array(ListedAction),
	sessions: z.array(ListedSession),
	nudges: z.array(ListedNudge),
	/** Those that wait for an answer, oldest first. */
	prompts: z.array(ListedPrompt),
});
export type Agenda = z.infer<typeof Agenda>;

/** Everything open of all coachees of one coach, by date, with the content-free counts behind the words. */
export const Caseload = z.object({
	engagements: z.array(ListedEngagement),
	actions: z.array(ListedAction),
	sessions: z.array(ListedSession),
	/** What is new, oldest first. */
	reflections: z.array(ListedReflection),
	participation: z.array(Participation),
});
export type Caseload = z.infer<typeof Caseload>;

/** A revision with the state it replaced, so that the difference can be told in words. */
export const Told = Revision.pick({
	itemId: true,
	kind: true,
	number: true,
	at: true,
	actor: true,
	state: true,
}).extend({
	/** The item's id and the number: one of its kind. */
	revisionId: z.string(),
	/** With the name they have now. */
	actor: RevisionActor.extend({ name: z.string() }),
	before: z.record(z.string(), z.unknown()).optional(),
});
export type Told = z.infer<typeof Told>;

/** A page of an engagement's history, newest first. `cursor` is absent on the last one. */
export const HistoryPage = z.object({ revisions: z.array(Told), cursor: z.string().optional() });
export type HistoryPage = z.infer<typeof HistoryPage>;

/** One item's life, oldest first. */
export const Life = z.object({ revisions: z.array(Told) });
