import { ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import type { MemberActor } from '#shared/domain/actor.ts';
import { shownIn, type Feed } from '#shared/domain/feed.ts';
import type { Member } from '#shared/domain/member.ts';
import type { Session } from '#shared/domain/session.ts';
import type { ListedAction, OwnEngagement } from '#shared/domain/trajectory.ts';
import { instantOf } from '#shared/domain/time.ts';
import { wordsIn, type Words } from '#shared/messages/words.ts';
import { actionPage, newCalendar, sessionEvent, trajectoryPage, uidOf } from '#services/calendar/event.ts';
import * as engagement from '#services/engagements/engagement.ts';
import * as tenant from '#services/tenants/tenant.ts';
import { as, entities, whole } from '#services/table.ts';

/** How often a program that subscribes is asked to look again, in seconds. */
const LOOK_AGAIN_SECONDS = 3600;
/** Trajectories read at a time. */
const ABREAST = 20;

/** Something that stands in a calendar, and from when. */
interface Entry {
	id: string;
	at: string;
	event: ICalEventData;
}

/** A trajectory, by the name of who is the other one there. */
type Known = Pick<OwnEngagement, 'engagementId' | 'status'> & { other: string };

/**
 * A feed in the words calendars read: one's sessions and the deadlines of one's own open actions, over all trajectories.
 * The same things make the same text, so that whoever has it already is told nothing.
 */
export async function contents(actor: MemberActor, feed: Feed, reader: Member, now: string): Promise<string> {
	const words = wordsIn(reader.language);
	const [{ name }, coached, coaching] = await Promise.all([
		tenant.find(actor),
		actor.roles.includes('coachee') ? engagement.agenda(actor) : undefined,
		actor.roles.includes('coach') ? engagement.caseload(actor) : undefined,
	]);
	const engagements: Known[] = [
		...(coached?.engagements ?? []).map((one) => ({ ...one, other: one.coachName })),
		...(coaching?.engagements ?? []).map((one) => ({ ...one, other: one.coacheeName })),
	];
	const running = new Set(
		engagements.filter(({ status }) => status !== 'ended').map(({ engagementId }) => engagementId),
	);
	const own = [...(coached?.actions ?? []), ...(coaching?.actions ?? [])].filter(
		({ ownerId, engagementId }) => ownerId === actor.memberId && running.has(engagementId),
	);
	const entries = [
		...(await sessionsOf(actor, engagements, words)),
		...own.map((action) => deadline(action, feed, words, actor)),
	];
	const calendar = newCalendar(words).name(words.calendar.name(name)).ttl(LOOK_AGAIN_SECONDS);
	for (const { event } of shownIn(entries, now)) calendar.createEvent(event);
	return calendar.toString();
}

/** Read trajectory by trajectory: the indexes hold neither what was held nor what was called off. */
async function sessionsOf(actor: MemberActor, engagements: readonly Known[], words: Words): Promise<Entry[]> {
	const entries: Entry[] = [];
	for (let from = 0; from < engagements.length; from += ABREAST) {
		const read = engagements.slice(from, from + ABREAST).map(async (one) => {
			const { tenantId } = actor;
			const { data } = await entities.session.query
				.main({ tenantId, engagementId: one.engagementId })
				.go({ ...as(actor), ...whole });
			return (data as Session[]).map((session) => meeting(session, one, words, actor));
		});
		entries.push(...(await Promise.all(read)).flat());
	}
	return entries;
}

function meeting(session: Session, { other }: Known, words: Words, actor: MemberActor): Entry {
	const { sessionId, startsAt, updatedAt, coachId } = session;
	const role = coachId === actor.memberId ? 'coach' : 'coachee';
	const event = sessionEvent(session, { other, link: trajectoryPage(role, session), words, now: updatedAt });
	return { id: sessionId, at: startsAt, event };
}

/** A day that is not taken up by it. Without titles it says only that something is due. */
function deadline(action: ListedAction, { titles, createdAt }: Feed, words: Words, { tenantId }: MemberActor): Entry {
	const { actionId, title, dueOn, zone, version } = action;
	const link = actionPage({ ...action, tenantId });
	const event: ICalEventData = {
		id: uidOf(actionId),
		sequence: version,
		// The list does not hold when it was last changed; its number says what is newer.
		stamp: new Date(createdAt),
		start: new Date(`${dueOn}T00:00:00Z`),
		allDay: true,
		summary: titles ? title : words.calendar.deadline,
		description: link,
		url: link,
		status: ICalEventStatus.CONFIRMED,
		transparency: ICalEventTransparency.TRANSPARENT,
	};
	return { id: actionId, at: instantOf(dueOn, '23:59', zone), event };
}
