import { createHash, randomBytes } from 'node:crypto';
import type { Actor, MemberActor, Person } from '#shared/domain/actor.ts';
import { requireParty } from '#shared/domain/actor.ts';
import type { Answers } from '#shared/domain/answers.ts';
import { emptied, type Draft } from '#shared/domain/draft.ts';
import * as promptRules from '#shared/domain/prompt-rules.ts';
import type { Questionnaire } from '#shared/domain/questionnaire.ts';
import type { OwnReflection, Pin, Reflection, ReflectionDraft, Sharing } from '#shared/domain/reflection.ts';
import * as rules from '#shared/domain/reflection-rules.ts';
import { Refusal } from '#shared/errors.ts';
import { setting } from '#services/clients.ts';
import * as commits from '#services/commit.ts';
import { attempt, commit } from '#services/commit.ts';
import { change, type Change, type Occasion, type Write } from '#services/change.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as goal from '#services/goals/goal.ts';
import { openCursor, sealCursor } from '#services/http/cursor.ts';
import * as prompt from '#services/prompts/prompt.ts';
import * as draft from '#services/reflections/draft.ts';
import * as questionnaire from '#services/reflections/questionnaire.ts';
import * as revision from '#services/revisions/revision.ts';
import { rowOf } from '#services/rows.ts';
import * as session from '#services/sessions/session.ts';
import { as, entities, strong } from '#services/table.ts';

export interface ReflectionKey {
	engagementId: string;
	reflectionId: string;
}

/** A page of the notebook. */
const PAGE = 20;

async function peek(actor: Actor, { engagementId, reflectionId }: ReflectionKey): Promise<Reflection | undefined> {
	const { data } = await entities.reflection
		.get({ tenantId: actor.tenantId, engagementId, reflectionId })
		.go({ ...as(actor), ...strong });
	return (data as Reflection | null) ?? undefined;
}

/** What stands in the partition of whoever asks; nobody else's can be named. */
async function peekOwn(
	actor: Person,
	{ engagementId, reflectionId }: ReflectionKey,
): Promise<OwnReflection | undefined> {
	const { data } = await entities.ownReflection
		.get({ tenantId: actor.tenantId, engagementId, ownerId: actor.memberId, reflectionId })
		.go({ ...as(actor), ...strong });
	return (data as OwnReflection | null) ?? undefined;
}

/** What the trajectory knows of it. Throws `not-found`. */
async function find(actor: Actor, key: ReflectionKey): Promise<Reflection> {
	const reflection = await peek(actor, key);
	if (!reflection) throw new Refusal('not-found', 'There is nothing here for you');
	requireParty(actor, reflection);
	return reflection;
}

/** Whether one's own reflection of this id stands already. */
export const stands = async (actor: Person, key: ReflectionKey): Promise<boolean> =>
	(await peekOwn(actor, key)) !== undefined;

/** One's own. Throws `not-found`. */
async function findOwn(actor: MemberActor, key: ReflectionKey): Promise<OwnReflection> {
	const own = await peekOwn(actor, key);
	if (!own) throw new Refusal('not-found', 'There is nothing here for you');
	return own;
}

/** A reflection with its text and questions, as its coach reads it. Throws `not-found` for one that is not shared. */
export async function read(
	actor: MemberActor,
	key: ReflectionKey,
): Promise<{ reflection: Reflection; answers: Answers; questionnaire: Questionnaire }> {
	const reflection = await find(actor, key);
	if (!rules.mayRead(reflection, actor) || reflection.status !== 'shared')
		throw new Refusal('not-found', 'There is nothing here for you');
	const [{ data }, asked] = await Promise.all([
		entities.writing
			.get({ tenantId: actor.tenantId, ...key, number: reflection.writing })
			.go({ ...as(actor), ...strong }),
		questionnaire.find(actor, key.engagementId, reflection.questionnaireId ?? ''),
	]);
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	return { reflection, answers: data.answers, questionnaire: asked };
}

/** A page of a notebook: reflections, what they answer, and where the next page begins. */
export interface Notebook {
	reflections: OwnReflection[];
	questionnaires: Questionnaire[];
	cursor?: string | undefined;
}

/** One's own reflections in a trajectory, newest first, whole, with the questions they answer. */
export async function notebook(
	actor: MemberActor,
	engagementId: string,
	cursor: string | undefined,
): Promise<Notebook> {
	await engagement.find(actor, { engagementId });
	const route = `notebook ${engagementId}`;
	const { data, cursor: next } = await entities.ownReflection.query
		.main({ tenantId: actor.tenantId, engagementId, ownerId: actor.memberId })
		.go({
			...as(actor),
			...strong,
			order: 'desc',
			limit: PAGE,
			cursor: cursor ? openCursor(cursor, actor, route) : null,
		});
	const reflections = data as OwnReflection[];
	const answered = [...new Set(reflections.map(({ questionnaireId }) => questionnaireId))];
	const questionnaires = await Promise.all(answered.map((id) => questionnaire.find(actor, engagementId, id)));
	return { reflections, questionnaires, cursor: next ? sealCursor(next, actor, route) : undefined };
}

/** One's own, with the questions it answers. Throws `not-found`. */
export async function readOwn(
	actor: MemberActor,
	key: ReflectionKey,
): Promise<{ reflection: OwnReflection; questionnaire: Questionnaire }> {
	const reflection = await findOwn(actor, key);
	return { reflection, questionnaire: await questionnaire.find(actor, key.engagementId, reflection.questionnaireId) };
}

/**
 * A new reflection: in its writer's partition, and where the coach reads if it is shared. What invited to it closes, and its
 * draft is emptied, in the same transaction. A repeated request is answered with what stands.
 */
export const write = (
	actor: Person,
	engagementId: string,
	sent: ReflectionDraft,
	subject: string,
	occasion: Occasion,
): Promise<OwnReflection> =>
	attempt(async () => {
		const key = { engagementId, reflectionId: sent.reflectionId };
		const { promptId, sessionId, goalId } = sent;
		const around = await engagement.find(actor, { engagementId }, promptId);
		const existing = await peekOwn(actor, key);
		if (existing) {
			if (await answeredBefore(existing, occasion)) return existing;
			throw new Refusal('conflict', 'This reflection was sent already');
		}
		const invited = promptId ? await prompt.find(actor, { engagementId, promptId }) : undefined;
		if (invited && invited.questionnaireId !== sent.questionnaireId)
			throw new Refusal(
				'invalid',
				'This answers other questions than were asked. Your words are kept; please look again',
			);
		const follows = sessionId !== undefined && invited?.openedAfter === sessionId;
		const [asked, kept] = await Promise.all([
			questionnaire.find(actor, engagementId, sent.questionnaireId),
			draft.peek(actor, { engagementId, subject }),
			sessionId && !follows ? session.find(actor, { engagementId, sessionId }) : undefined,
			goalId ? goal.find(actor, { engagementId, goalId }) : undefined,
		]);
		const own = rules.write(around, sent, asked, actor, occasion.now);
		const { changes, rows } = shown(undefined, own, occasion.now);
		const reflected = own.sharing === 'private' ? undefined : own.reflectionId;
		if (invited?.openedAt)
			changes.push(change('prompt', invited, promptRules.answered(invited, reflected, actor, occasion.now)));
		const [stored] = await commit(
			actor,
			occasion,
			[change('ownReflection', undefined, own), ...changes],
			[...rows, questionnaire.row(actor, engagementId, asked), ...emptiedRow(kept, occasion.now)],
		);
		return stored as OwnReflection;
	});

/** Its text, on the version that was read. Throws `stale` with the newer one. */
export const edit = (
	actor: MemberActor,
	key: ReflectionKey,
	answers: Answers,
	version: number,
	occasion: Occasion,
): Promise<OwnReflection> =>
	reviseOwn(actor, key, occasion, async (own) => {
		commits.requireUnchanged(own, version);
		return rules.edit(own, answers, await questionnaire.find(actor, key.engagementId, own.questionnaireId), actor);
	});

/** Who is to know of it from now on: shares it later, or takes it back. */
export const share = (
	actor: MemberActor,
	key: ReflectionKey,
	sharing: Sharing,
	occasion: Occasion,
): Promise<OwnReflection> => reviseOwn(actor, key, occasion, (own) => rules.share(own, sharing, actor));

const reviseOwn = (
	actor: MemberActor,
	key: ReflectionKey,
	occasion: Occasion,
	decide: (own: OwnReflection) => OwnReflection | Promise<OwnReflection>,
): Promise<OwnReflection> =>
	attempt(async () => {
		const [before, known] = await Promise.all([findOwn(actor, key), peek(actor, key)]);
		if (await answeredBefore(before, occasion)) return before;
		const after = await decide(before);
		if (after === before) return before;
		const { changes, rows } = shown(known, after, occasion.now);
		const [stored] = await commit(actor, occasion, [change('ownReflection', before, after), ...changes], rows);
		return stored as OwnReflection;
	});

/** The coach marks it read, or unread. */
export const mark = (actor: MemberActor, key: ReflectionKey, isRead: boolean, occasion: Occasion) =>
	revise(actor, key, occasion, (reflection) => rules.read(reflection, isRead, actor, occasion.now));

/** The coach answers in a line. */
export const reply = (actor: MemberActor, key: ReflectionKey, text: string, occasion: Occasion) =>
	revise(actor, key, occasion, (reflection) => rules.reply(reflection, text, actor, occasion.now));

/** The coach pins sentences for the next session's preparation. */
export const pin = (actor: MemberActor, key: ReflectionKey, pins: Pin[], occasion: Occasion) =>
	revise(actor, key, occasion, (reflection) => rules.pin(reflection, pins, actor));

const revise = (
	actor: MemberActor,
	key: ReflectionKey,
	occasion: Occasion,
	decide: (reflection: Reflection) => Reflection,
): Promise<Reflection> => commits.revise(actor, 'reflection', occasion, () => find(actor, key), decide);

/** A private thing's newest causes are all that is asked: its life is nobody's but its owner's to read. */
const answeredBefore = async (own: OwnReflection, { cause }: Occasion): Promise<boolean> => own.causes.includes(cause);

/** What the trajectory learns of a reflection, and the rows of its texts: the new one, or all of them emptied. */
function shown(before: Reflection | undefined, own: OwnReflection, now: string): { changes: Change[]; rows: Write[] } {
	const salt = randomBytes(16).toString('base64url');
	const digest = createHash('sha256')
		.update(salt + revision.stable(own.answers))
		.digest('base64url');
	const after = rules.known(before, own, { digest }, now);
	if (!after || after === before) return { changes: [], rows: [] };
	const { tenantId, engagementId, reflectionId } = after;
	const writing = (number: number, text: { salt: string; answers: Answers }): Write => ({
		Put: entities.writing
			.put({ tenantId, engagementId, reflectionId, number, ...text })
			.params({ table: setting('TABLE_NAME') }) as unknown as NonNullable<Write['Put']>,
	});
	const rows =
		after.status === 'shared'
			? [writing(after.writing, { salt, answers: own.answers })]
			: Array.from({ length: before?.status === 'shared' ? before.writing : 0 }, (_, index) =>
					writing(index + 1, { salt: '', answers: {} }),
				);
	return { changes: [change('reflection', before, after)], rows };
}

const emptiedRow = (kept: Draft | undefined, now: string): Write[] =>
	kept && !kept.sent ? [rowOf('draft', { ...emptied(kept, now), version: kept.version + 1 }, kept.version)] : [];
