import type { Action } from '#shared/domain/action.ts';
import type { MemberActor } from '#shared/domain/actor.ts';
import { dueIn } from '#shared/domain/due.ts';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Fate, Fates, Held } from '#shared/domain/fate.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { Revision } from '#shared/domain/revision.ts';
import * as action from '#services/actions/action.ts';
import * as engagement from '#services/engagements/engagement.ts';
import { aroundOf } from '#services/letters/around.ts';
import { letterboxOf } from '#services/letters/letterbox.ts';
import * as member from '#services/members/member.ts';
import { reachOf } from '#services/letters/reach.ts';
import * as suppression from '#services/members/suppression.ts';
import * as revision from '#services/revisions/revision.ts';
import { as, entities, strong } from '#services/table.ts';

/** The newest letters of each of the two that are looked through, and of a trajectory's revisions those that are. */
const LETTERS_READ = 60;
const REVISIONS_READ = 200;

/** What became of the letters about this trajectory. Throws `not-found` for anyone but its two people. */
export async function ofEngagement(actor: MemberActor, key: engagement.EngagementKey, now: string): Promise<Fates> {
	const around = await engagement.find(actor, key);
	const { engagementId, tenantId } = around;
	const [letters, held, { data }, suppressed, reach] = await Promise.all([
		lettersOf(actor, around),
		heldIn(actor, around, now),
		entities.revision.query
			.main({ tenantId, engagementId })
			.go({ ...as(actor), ...strong, order: 'desc', limit: REVISIONS_READ }),
		suppression.problems(actor, around),
		actor.memberId === around.coachId ? reachOf(actor, around, now) : undefined,
	]);
	const lived = (data as unknown as Revision[]).filter(({ kind }) => kind === 'action').reverse();
	return { letters: letters.map((letter) => fateOf(letter, engagementId, lived)), held, suppressed, ...reach };
}

/** The same of one action, over its whole life. */
export async function ofAction(actor: MemberActor, key: action.ActionKey, now: string): Promise<Fates> {
	await action.find(actor, key);
	const around = await engagement.find(actor, key);
	const { engagementId } = around;
	const [letters, held, lived, suppressed] = await Promise.all([
		lettersOf(actor, around),
		heldIn(actor, around, now),
		revision.life(actor, key.actionId, engagementId),
		suppression.problems(actor, around),
	]);
	const isIt = ({ itemId }: { itemId: string }) => itemId === key.actionId;
	// A letter with a line about it names the line alone; it is about this, too, once it was answered there.
	const told = letters
		.map((letter) => fateOf(letter, engagementId, lived))
		.filter(({ items, answers }) => [...items, ...answers].some(isIt));
	return { letters: told, held: held.filter(isIt), suppressed };
}

/** Letters to either of the two that speak of something in this trajectory, the newest first. */
async function lettersOf(
	actor: MemberActor,
	{ tenantId, engagementId, coachId, coacheeId }: Pick<Action, 'tenantId' | 'engagementId' | 'coachId' | 'coacheeId'>,
): Promise<Letter[]> {
	const found = await Promise.all(
		[coacheeId, coachId].map((memberId) =>
			entities.letter.query
				.main({ tenantId, memberId })
				.go({ ...as(actor), ...strong, order: 'desc', limit: LETTERS_READ }),
		),
	);
	const letters = found.flatMap(({ data }) => data as unknown as Letter[]);
	return letters
		.filter(({ items }) => items.some((item) => item.engagementId === engagementId))
		.sort((a, b) => (a.claimedAt > b.claimedAt ? -1 : 1));
}

/** What is due in this trajectory and waits for its reader's budget. */
async function heldIn(
	actor: MemberActor,
	{ engagementId, coachId, coacheeId }: Engagement,
	now: string,
): Promise<Held[]> {
	const found = await Promise.all(
		[coacheeId, coachId].map(async (memberId) => {
			const { heldUntil: until = '', heldWhy: why } = await letterboxOf(actor, memberId);
			if (until <= now || !why) return [];
			const person = await member.find(actor, memberId);
			const around = await aroundOf(actor, engagementId, person, now);
			return (around ? dueIn(around, person, now).due : []).map(({ item: { kind, itemId }, since: due }): Held => ({
				kind,
				itemId,
				memberId,
				due,
				until,
				why,
			}));
		}),
	);
	return found.flat();
}

/** Of what else the letter speaks, to the same person in another trajectory, nothing is told. */
function fateOf(letter: Letter, engagementId: string, lived: readonly Revision[]): Fate {
	const { letterId, memberId, kind, status, outcome, sentAt, claimedAt } = letter;
	const items = letter.items
		.filter((item) => item.engagementId === engagementId)
		.map((item) => ({ kind: item.kind, itemId: item.itemId }));
	const answers = lived
		.filter(({ actor }) => actor.letterId === letterId)
		.flatMap((one) => answerOf(one, before(lived, one)));
	return { letterId, memberId, kind, status, at: sentAt ?? claimedAt, ...(outcome && { outcome }), items, answers };
}

const before = (lived: readonly Revision[], { itemId, number }: Revision): Revision | undefined =>
	lived.find((one) => one.itemId === itemId && one.number === number - 1);

/** What a reader did by the letter's link; opening the action again is no answer. */
function answerOf({ itemId, at, state }: Revision, earlier: Revision | undefined): Fate['answers'] {
	const { status, dueOn } = state as Partial<Action>;
	if (status === 'done') return [{ itemId, at, answer: 'done' }];
	if (status === 'dropped') return [{ itemId, at, answer: 'dropped' }];
	const was = (earlier?.state as Partial<Action> | undefined)?.dueOn;
	return dueOn && was && was !== dueOn ? [{ itemId, at, answer: 'moved', dueOn }] : [];
}
