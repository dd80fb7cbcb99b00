import type { Session } from '#shared/domain/session.ts';
import type { Sentence } from '#lib/sentence.ts';
import type { Teller } from '#lib/words-of-history.ts';

/** What one revision of a session changed, a sentence for each change. That calendars were told is nobody's news. */
export function wordsOfSession(teller: Teller, session: Session, before: Session | undefined): Sentence[] {
	const { words, who, moment } = teller;
	const it = words.session(session.number);
	const when = moment(session.startsAt);
	if (!before) return [words.planned(who, it, when)];
	const said: Sentence[] = [];
	if (session.status !== before.status) {
		const turned = { held: words.held, cancelled: words.cancelled, planned: words.replanned }[session.status];
		said.push(turned(who, it));
	}
	if (session.startsAt !== before.startsAt) said.push(words.moved(who, [it], moment(before.startsAt), when));
	if (session.minutes !== before.minutes) said.push(words.minutes(who, it, session.minutes));
	if (session.place !== before.place) {
		said.push(session.place ? words.place(who, it, { typed: session.place }) : words.noPlace(who, it));
	}
	return [...said, ...ofReminders(teller, session, before)];
}

/** What a person added or took away, and what a letter said. That moments follow another time goes without saying. */
function ofReminders({ words, who, moment }: Teller, { number, reminders }: Session, before: Session): Sentence[] {
	const it = [words.session(number)];
	const missingFrom = (list: Session['reminders']) => (one: Session['reminders'][number]) =>
		!list.some(({ reminderId }) => reminderId === one.reminderId);
	const wasSent = ({ reminderId }: Session['reminders'][number]) =>
		before.reminders.some((was) => was.reminderId === reminderId && was.status === 'sent');
	return [
		...reminders
			.filter(missingFrom(before.reminders))
			.map(({ instant, zone }) => words.willRemind(who, it, moment(instant, zone))),
		...before.reminders
			.filter(missingFrom(reminders))
			.map(({ instant, zone }) => words.wontRemind(who, it, moment(instant, zone))),
		...(reminders.some((one) => one.status === 'sent' && !wasSent(one)) ? [words.letterOfSession(it)] : []),
	];
}
