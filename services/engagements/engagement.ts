import type { MemberActor, Actor } from '#shared/domain/actor.ts';
import { requireParty, requireRole } from '#shared/domain/actor.ts';
import type { Action } from '#shared/domain/action.ts';
import { settled } from '#shared/domain/defaults.ts';
import * as rules from '#shared/domain/engagement.ts';
import * as silenceRules from '#shared/domain/silence.ts';
import type { Engagement, EngagementDraft } from '#shared/domain/engagement.ts';
import * as goalRules from '#shared/domain/goal.ts';
import type { Goal, Rating } from '#shared/domain/goal.ts';
import * as memberRules from '#shared/domain/member.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Note, PrivateNote } from '#shared/domain/note.ts';
import type { Nudge } from '#shared/domain/nudge.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { Reflection } from '#shared/domain/reflection.ts';
import type { Session } from '#shared/domain/session.ts';
import { today } from '#shared/domain/time.ts';
import type {
	Agenda,
	Caseload,
	KeptPrivate,
	ListedAction,
	ListedEngagement,
	ListedNudge,
	ListedPrompt,
	ListedReflection,
	ListedSession,
	OwnEngagement,
	Trajectory,
} from '#shared/domain/trajectory.ts';
import { Refusal } from '#shared/errors.ts';
import { change, type Occasion, type Write } from '#services/change.ts';
import { attempt, commit, revise } from '#services/commit.ts';
import * as participation from '#services/participation/participation.ts';
import { arrival, people } from '#services/members/member.ts';
import * as revision from '#services/revisions/revision.ts';
import { still } from '#services/rows.ts';
import { as, entities, strong, table, whole } from '#services/table.ts';

export interface EngagementKey {
	engagementId: string;
}

/** The engagement, for one of its two people; for the holder of a letter's link, around the item it opens. Throws `not-found`. */
export async function find(actor: Actor, { engagementId }: EngagementKey, itemId?: string): Promise<Engagement> {
	const { data } = await entities.engagement
		.get({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong });
	if (!data) throw new Refusal('not-found', 'There is nothing here for you');
	if (actor.kind !== 'system') requireParty(actor, data, itemId);
	return data as Engagement;
}

/** A coach begins with a coachee: engagement, goals, the person and their invitation, in one transaction. */
export const begin = (actor: MemberActor, draft: EngagementDraft, occasion: Occasion): Promise<Engagement> =>
	attempt(async () => {
		const { now } = occasion;
		const existing = await findAny(actor, draft);
		if (existing) {
			requireParty(actor, existing);
			if (await revision.answered(actor, existing, existing.engagementId, occasion)) return existing;
			throw new Refusal('conflict', 'Something with this id exists already');
		}
		requireRole(actor, 'coach');
		const { tenant, members, invitations } = await people(actor);
		const known = members.find(({ mail }) => mail === draft.coachee.mail);
		if (!known) {
			memberRules.requireFree(draft.coachee, { members, invitations });
			memberRules.requireInvitationLeft(invitations, now);
		}
		const coachee = known
			? requireCoachee(known, actor)
			: memberRules.invited({ ...draft.coachee, roles: ['coachee'] }, actor.tenantId, now);
		const person = {
			...draft.coachee,
			memberId: coachee.memberId,
			name: coachee.name,
			zone: coachee.zone,
			language: coachee.language,
		};
		const coach = members.find(({ memberId }) => memberId === actor.memberId);
		const { silenceDays } = settled(known?.defaults, coach?.defaults, tenant.defaults);
		const startedOn = today(now, coachee.zone);
		const engagement = rules.begin({ ...draft, coachee: person }, { startedOn, silenceDays }, actor, now);
		const goals = draft.goals.map((goal) => goalRules.create(engagement, [], { ...goal, why: '' }, actor, now));
		const changes = [
			change('engagement', undefined, engagement),
			...goals.map((goal) => change('goal', undefined, goal)),
		];
		const besides = known ? [still('member', known)] : welcome(coachee, draft, actor, now);
		const [after] = await commit(actor, occasion, changes, besides);
		return after as Engagement;
	});

/** Someone the firm knows already is not invited twice; a colleague cannot be coached under their working address by themselves. */
function requireCoachee(member: Member, actor: MemberActor): Member {
	if (member.memberId === actor.memberId) {
		throw new Refusal('invalid', 'This is your own address', {
			fields: { 'coachee.mail': 'This is your own address' },
		});
	}
	if (!member.roles.includes('coachee') || member.status === 'left') {
		throw new Refusal('conflict', 'This address belongs to somebody of your organization who is not a coachee', {
			fields: { 'coachee.mail': 'Choose another address' },
		});
	}
	return member;
}

function welcome(member: Member, draft: EngagementDraft, actor: MemberActor, now: string): Write[] {
	const invitation = memberRules.invitation(member, draft.coachee.invitationId, actor.name, now);
	return arrival(member, invitation);
}

async function findAny(actor: MemberActor, { engagementId }: EngagementKey): Promise<Engagement | undefined> {
	const { data } = await entities.engagement
		.get({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...strong });
	return (data as Engagement | null) ?? undefined;
}

/** Pause, resume or end. */
export const turn = (actor: MemberActor, key: EngagementKey, status: Engagement['status'], occasion: Occasion) =>
	revise(
		actor,
		'engagement',
		occasion,
		() => find(actor, key),
		(before) => rules.turn(before, status, actor, occasion.now),
	);

/** After how many days of silence a letter asks the coachee; null is never. */
export const silence = (actor: MemberActor, key: EngagementKey, days: number | null, occasion: Occasion) =>
	revise(
		actor,
		'engagement',
		occasion,
		() => find(actor, key),
		(before) => silenceRules.silence(before, days, actor, occasion.now),
	);

/** One screen, one collection, one query. Throws `not-found` for anyone but its two people. */
export async function trajectory(actor: MemberActor, { engagementId }: EngagementKey): Promise<Trajectory> {
	const { data } = await table.collections
		.trajectory({ tenantId: actor.tenantId, engagementId })
		.go({ ...as(actor), ...whole, ...strong });
	const [engagement] = data.engagement as Engagement[];
	if (!engagement) throw new Refusal('not-found', 'There is nothing here for you');
	requireParty(actor, engagement);
	const byDate = (a: Action, b: Action) => a.dueOn.localeCompare(b.dueOn) || a.actionId.localeCompare(b.actionId);
	return {
		engagement,
		goals: data.goal as Goal[],
		ratings: (data.rating as Rating[]).sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
		sessions: (data.session as unknown as Session[]).sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
		notes: data.note as Note[],
		actions: (data.action as unknown as Action[]).sort(byDate),
		nudges: data.nudge as Nudge[],
		prompts: data.prompt as unknown as Prompt[],
		reflections: data.reflection as Reflection[],
	};
}

/** What I alone keep in this engagement. Its partition carries my id: nobody else's query can name it. */
export async function keptPrivate(actor: MemberActor, key: EngagementKey): Promise<KeptPrivate> {
	const { engagementId } = await find(actor, key);
	const { data } = await table.collections
		.private({ tenantId: actor.tenantId, engagementId, ownerId: actor.memberId })
		.go({ ...as(actor), ...whole, ...strong });
	return { notes: data.privateNote as PrivateNote[] };
}

/** The coachee's Today: everything open by date, over all their engagements. One query. */
export async function agenda(actor: MemberActor): Promise<Agenda> {
	const { data } = await table.collections
		.agenda({ tenantId: actor.tenantId, coacheeId: actor.memberId })
		.go({ ...as(actor), ...whole, data: 'includeKeys' });
	const { engagement, action, session, nudge, prompt } = withoutKeys(data) as unknown as {
		engagement: OwnEngagement[];
		action: ListedAction[];
		session: ListedSession[];
		nudge: ListedNudge[];
		prompt: ListedPrompt[];
	};
	const over = new Set(engagement.filter(({ status }) => status === 'ended').map(({ engagementId }) => engagementId));
	// What has ended asks nothing any more, though nobody has come to close what was open.
	const prompts = prompt.filter(({ engagementId }) => !over.has(engagementId));
	return { engagements: engagement, actions: action, sessions: session, nudges: nudge, prompts };
}

/** The coach's list: everything open of all coachees by date, and the content-free counts behind the words. Two queries. */
export async function caseload(actor: MemberActor): Promise<Caseload> {
	requireRole(actor, 'coach');
	const [{ data }, counts] = await Promise.all([
		table.collections
			.caseload({ tenantId: actor.tenantId, coachId: actor.memberId })
			.go({ ...as(actor), ...whole, data: 'includeKeys' }),
		participation.ofCoach(actor, actor.memberId),
	]);
	const { engagement, action, session, reflection } = withoutKeys(data) as unknown as {
		engagement: ListedEngagement[];
		action: ListedAction[];
		session: ListedSession[];
		reflection: ListedReflection[];
	};
	return {
		engagements: engagement,
		actions: action,
		sessions: session,
		reflections: reflection,
		participation: counts,
	};
}

/** The ids that an index has no room for stand in each row's own key. */
const OWN_ID = { prompt: 'promptId', reflection: 'reflectionId' } as const;
const KEYS = /^(?:gsi\d)?[ps]k$/;

function withoutKeys(data: Record<string, unknown[]>): Record<string, unknown[]> {
	return Object.fromEntries(
		Object.entries(data).map(([kind, rows]) => [
			kind,
			(rows as Record<string, string>[]).map((row) => {
				const shown = Object.entries(row).filter(([name]) => !KEYS.test(name));
				const id = OWN_ID[kind as keyof typeof OWN_ID];
				return Object.fromEntries(id ? [...shown, [id, /#[a-z]_([^#]+)$/.exec(row.sk ?? '')?.[1]]] : shown);
			}),
		]),
	);
}
