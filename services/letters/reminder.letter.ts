import { html } from 'hono/html';
import type { Member } from '#shared/domain/member.ts';
import { today } from '#shared/domain/time.ts';
import { dayInWords } from '#shared/messages/day.ts';
import { wordsIn } from '#shared/messages/words.ts';
import type { Mail } from '#services/letters/mail.ts';
import { button, clip, heading, link, paragraph, sheet, smallHeading } from '#services/letters/paper.ts';

export interface ReminderLetter {
	person: Pick<Member, 'mail' | 'language'>;
	organization: string;
	/** Whom an answer reaches. */
	coach?: { name: string; mail?: string | undefined } | undefined;
	items: { title: string; dueOn: string; zone: string; link: string }[];
	unsubscribe: string;
	now: string;
}

/** Subjects longer than this are cut by every mailbox anyway. */
const SUBJECT_MAX = 120;
/** Of several titles in one letter, so that fifteen of them stay under 20 KB. */
const TITLE_MAX = 80;

/** "You planned this": the thing itself, one sentence, three answers. */
export async function compose({ person, organization, coach, items, unsubscribe, now }: ReminderLetter): Promise<Mail> {
	const words = wordsIn(person.language);
	const { letter } = words;
	const [first] = items;
	const one = items.length === 1 ? first : undefined;
	const subject = one ? clip(one.title, SUBJECT_MAX) : letter.several(items.length);
	const day = ({ dueOn, zone }: { dueOn: string; zone: string }) => dayInWords(dueOn, today(now, zone), words);
	const answers = ({ link: to }: { link: string }) => [
		{ text: letter.done, to: `${to}?answer=done` },
		{ text: letter.later, to: `${to}?answer=later` },
		{ text: letter.drop, to: `${to}?answer=drop` },
	];
	const shown = one ? items : items.map((item) => ({ ...item, title: clip(item.title, TITLE_MAX) }));

	const body = shown.map((item) => {
		const [done, later, drop] = answers(item);
		return html`${one ? heading(item.title) : smallHeading(item.title)}
			${paragraph(one ? letter.planned(day(item)) : letter.by(day(item)))}
			<p>${button(done!.to, done!.text)}<br />${link(later!.to, later!.text)} ${link(drop!.to, drop!.text)}</p>`;
	});
	const small = html`${paragraph(letter.why(organization))} ${coach && paragraph(letter.reply(coach.name))}
		<p>${link(unsubscribe, letter.stop)}</p>`;

	const text = [
		...(one ? [] : [subject, '']),
		...shown.flatMap((item) => [
			item.title,
			one ? letter.planned(day(item)) : letter.by(day(item)),
			'',
			...answers(item).map(({ text: says, to }) => `${says}\n${to}\n`),
		]),
		'--',
		letter.why(organization),
		...(coach ? [letter.reply(coach.name)] : []),
		`${letter.stop}: ${unsubscribe}`,
		'',
	].join('\n');

	return {
		to: person.mail,
		from: coach ? letter.via(clip(coach.name, 60), clip(organization, 60)) : organization,
		replyTo: coach?.mail,
		subject,
		text,
		html: await sheet(words, subject, one ? body : [heading(subject), ...body], small),
		unsubscribe: `${unsubscribe}/unsubscribe`,
	};
}
