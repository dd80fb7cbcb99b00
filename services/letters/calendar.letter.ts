import { html } from 'hono/html';
import {
	type ICalAttendeeData,
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalAttendeeType,
	ICalCalendarMethod,
} from 'ical-generator';
import type { Member } from '#shared/domain/member.ts';
import { addToInstant, today, wallTime } from '#shared/domain/time.ts';
import { dayAlone, zoneInWords } from '#shared/messages/day.ts';
import { wordsIn, type Words } from '#shared/messages/words.ts';
import { type CalendarSession, newCalendar, sessionEvent } from '#services/calendar/event.ts';
import type { Mail } from '#services/letters/mail.ts';
import { button, clip, heading, link, type Markup, paragraph, sheet } from '#services/letters/paper.ts';

export interface CalendarLetter {
	/** Who reads it, and which of the two they are. */
	person: Pick<Member, 'name' | 'mail' | 'language' | 'zone'>;
	role: 'coach' | 'coachee';
	organization: string;
	/** Without an address once they have left. */
	coach: { name: string; mail?: string | undefined };
	coacheeName: string;
	/** As it stands now. */
	session: CalendarSession;
	change: 'planned' | 'moved' | 'cancelled';
	/** The page of the trajectory. */
	page: string;
	unsubscribe: string;
	/** The address that letters come from. */
	ours: string;
	now: string;
}

/** One session, for one calendar: when and where it is, where it went, or that it is off. */
export async function compose(letter: CalendarLetter): Promise<Mail> {
	const { person, role, session, change, page, unsubscribe } = letter;
	const words = wordsIn(person.language);
	const { calendar, letter: common } = words;
	const organization = clip(letter.organization, 60);
	const coach = clip(letter.coach.name, 60);
	const other = role === 'coach' ? clip(letter.coacheeName, 60) : coach;
	const when = whenOf(letter, words);
	const subject = calendar.subject[change](other, `${when.day}, ${when.from}`);
	const lines = [
		calendar[change],
		calendar.when(when.day, when.from, when.until, when.zone),
		...(session.place ? [calendar.place(session.place)] : []),
	];
	const small = [calendar.why(organization), ...(role === 'coachee' && letter.coach.mail ? [common.reply(coach)] : [])];
	const text = [subject, '', ...lines, '', `${calendar.open}:`, page, '', '--', ...small];
	const body = html`${heading(calendar.summary(session.number, other))} ${lines.map(shown)}
		<p>${button(page, calendar.open)}</p>`;
	return {
		to: person.mail,
		from: role === 'coachee' ? common.via(coach, organization) : organization,
		replyTo: role === 'coachee' ? letter.coach.mail : undefined,
		subject,
		text: [...text, `${calendar.stop}: ${unsubscribe}`, ''].join('\n'),
		html: await sheet(
			words,
			subject,
			body,
			html`${small.map(paragraph)}
				<p>${link(unsubscribe, calendar.stop)}</p>`,
		),
		unsubscribe: `${unsubscribe}/unsubscribe`,
		calendar: invitationOf(letter, words, other),
	};
}

/** The day and the hours as the reader's own clock shows them. */
function whenOf({ person: { zone }, session: { startsAt, minutes }, now }: CalendarLetter, words: Words) {
	const from = wallTime(startsAt, zone);
	const until = wallTime(addToInstant(startsAt, { minutes }), zone);
	return {
		day: dayAlone(from.slice(0, 10), today(now, zone), words),
		from: from.slice(11),
		until: until.slice(11),
		zone: zoneInWords(zone, startsAt, words),
	};
}

/** A line of the letter; an address of a meeting opens with one touch. */
function shown(line: string): Markup {
	const [, before = '', address] = /^(.*?)(https?:\/\/\S+)$/.exec(line) ?? [];
	return address ? html`<p dir="auto">${before}${link(address, address)}</p>` : html`<p dir="auto">${line}</p>`;
}

/**
 * Asks a coachee for an answer, which goes to the coach. A coach has planned it themselves: nobody is asked, and it comes
 * from the firm, because a calendar takes no invitation from its own owner.
 */
function invitationOf(letter: CalendarLetter, words: Words, other: string): NonNullable<Mail['calendar']> {
	const { person, role, organization, coach, session, change, page, ours, now } = letter;
	const method = change === 'cancelled' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
	const byCoach = role === 'coachee' && coach.mail;
	const asked: Pick<ICalAttendeeData, 'status' | 'rsvp'> = byCoach
		? { status: ICalAttendeeStatus.NEEDSACTION, rsvp: change !== 'cancelled' }
		: { status: ICalAttendeeStatus.ACCEPTED, rsvp: false };
	const made = newCalendar(words).method(method);
	made.createEvent({
		...sessionEvent(session, { other, link: page, words, now }),
		// By the coach alone and not on behalf of us: with SENT-BY, Gmail shows nobody at all.
		organizer: byCoach
			? { name: called(coach.name), email: byCoach }
			: { name: called(organization || ours), email: ours },
		attendees: [
			{
				name: called(person.name),
				email: person.mail,
				role: ICalAttendeeRole.REQ,
				type: ICalAttendeeType.INDIVIDUAL,
				...asked,
			},
		],
	});
	return { method, ics: made.toString(), name: 'invite.ics' };
}

/** A name inside a line of a calendar, where programs differ over what these two signs end. */
const called = (name: string): string => name.replaceAll(/["\\]/g, '’');
