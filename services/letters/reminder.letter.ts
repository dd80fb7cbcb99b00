import { html } from 'hono/html';
import type { Action } from '#shared/domain/action.ts';
import { BUDGET, type HeldWhy } from '#shared/domain/budget.ts';
import { actionsIn, OPEN_MAX, type Due } from '#shared/domain/due.ts';
import type { Member } from '#shared/domain/member.ts';
import { PROMPT_TITLE_MAX } from '#shared/domain/prompt.ts';
import { addToInstant, daysBetween, today, wallTime } from '#shared/domain/time.ts';
import { dayAlone, dayInWords } from '#shared/messages/day.ts';
import { wordsIn, type Words } from '#shared/messages/words.ts';
import type { Mail } from '#services/letters/mail.ts';
import {
	button,
	clip,
	heading,
	link,
	paragraph,
	quote,
	sheet,
	smallHeading,
	type Markup,
} from '#services/letters/paper.ts';

export interface ReminderLetter {
	person: Pick<Member, 'mail' | 'language' | 'zone' | 'budget'>;
	organization: string;
	/** Whom an answer reaches. */
	coach?: { name: string; mail?: string | undefined } | undefined;
	/** What it speaks of, in this order. */
	due: readonly Due[];
	/** How much more is due, for which it has no room. */
	more: number;
	/** Why some of it comes later than it was due. */
	waited: HeldWhy | undefined;
	/** The page where a thing is answered. */
	answersAt: (thing: { engagementId: string; itemId: string }) => string;
	pages: { today: string; settings: string };
	unsubscribe: string;
	now: string;
}

/** Subjects longer than this are cut by every mailbox anyway. */
const SUBJECT_MAX = 120;
/** Of several titles in one letter, so that fifteen of them stay under 20 KB. */
const TITLE_MAX = 80;

/** A thing of the letter, as a reader sees it: said alike in both parts. */
interface Part {
	/** By hand, by whom. */
	quoted?: { by: string; text: string } | undefined;
	title?: string | undefined;
	lines: string[];
	links: { text: string; to: string }[];
}

/** A person's own words first, then what is due, each with its three answers; at the foot why it comes, and how to have it otherwise. */
export async function compose(letter: ReminderLetter): Promise<Mail> {
	const { person, organization, coach, due, unsubscribe, pages } = letter;
	const words = wordsIn(person.language);
	const common = words.letter;
	const parts = partsOf(letter, words);
	const subject = subjectOf(letter, words);
	const small = [
		common.why(clip(organization, 60), reasonsOf(due, words)),
		...waitedOf(letter, words),
		...(letter.more > 0 ? [common.left(letter.more)] : []),
		common.yours,
		...(coach ? [common.reply(clip(coach.name, 60))] : []),
	];
	const foot = [
		{ text: common.often, to: pages.settings },
		{ text: common.stop, to: unsubscribe },
	];
	return {
		to: person.mail,
		from: coach ? common.via(clip(coach.name, 60), clip(organization, 60)) : organization,
		replyTo: coach?.mail,
		subject,
		text: [...parts.flatMap(inText), '--', ...small, ...foot.map(({ text, to }) => `${text}: ${to}`), ''].join('\n'),
		html: await sheet(
			words,
			subject,
			parts.map((part) => inHtml(part, part === parts.find(({ title }) => title !== undefined))),
			html`${small.map(paragraph)}
				<p>${foot.map(({ text, to }) => html`${link(to, text)} `)}</p>`,
		),
		unsubscribe: `${unsubscribe}/unsubscribe`,
	};
}

/** What a letter calls one of its things: its subject, and the line by which it is told in advance. */
export function titleOf(due: Due, { person: { zone }, now }: Pick<ReminderLetter, 'person' | 'now'>, words: Words) {
	const { letter } = words;
	const here = today(now, zone);
	switch (due.kind) {
		case 'nudge':
			return due.nudge.text;
		case 'action':
			return due.action.title;
		case 'prompt':
			return due.prompt.title;
		case 'session':
			return sessionTitle(due, due.ahead, { zone, here }, words);
		case 'engagement':
			return letter.quiet(due.days + daysBetween(today(due.since, zone), here));
		default:
			return due satisfies never;
	}
}

/** Of one that is ahead, when it is; of one that was, that something was agreed there. */
export function sessionTitle(
	{ session, engagement }: Pick<Extract<Due, { kind: 'session' }>, 'session' | 'engagement'>,
	ahead: boolean,
	{ zone, here }: { zone: string; here: string },
	words: Words,
): string {
	const { letter } = words;
	const [day, time] = wallTime(session.startsAt, zone).split('T') as [string, string];
	const on = dayAlone(day, here, words);
	if (!ahead) return letter.agreed(session.number, on);
	return `${letter.session(session.number, clip(engagement.coachName, 60))}: ${on}, ${time}`;
}

function subjectOf(letter: ReminderLetter, words: Words): string {
	const [first, ...others] = letter.due;
	const title = first ? titleOf(first, letter, words) : '';
	return others.length > 0 ? words.letter.andMore(clip(title, TITLE_MAX), others.length) : clip(title, SUBJECT_MAX);
}

/** Each action stands in it once, at the first place where it is spoken of. */
function partsOf(letter: ReminderLetter, words: Words): Part[] {
	const { due, person, now } = letter;
	const alone = due.length === 1 && actionsIn(due).length === 1;
	const shown = new Set<string>();
	const fresh = ({ actionId }: Action) => !shown.has(actionId) && shown.add(actionId) !== undefined;
	const action = (one: Action): Part[] => (fresh(one) ? [actionPart(one, alone, letter, words)] : []);
	return due.flatMap((one): Part[] => {
		switch (one.kind) {
			case 'nudge': {
				const quoted = { by: words.letter.writes(clip(one.engagement.coachName, 60)), text: one.nudge.text };
				const [about] = one.action ? action(one.action) : [];
				return [{ ...(about ?? { lines: [], links: [] }), quoted }];
			}
			case 'action':
				return action(one.action);
			case 'session': {
				if (one.ahead) return [aheadPart(one, letter, words)];
				const open = one.open.filter((each) => !shown.has(each.actionId));
				const [first, ...others] = open.slice(0, OPEN_MAX).flatMap(action);
				if (!first) return [];
				const more = open.length - others.length - 1;
				const last = { lines: more > 0 ? [words.letter.rest(more)] : [], links: [] };
				const head = { title: titleOf(one, letter, words), lines: [], links: [] };
				return [head, first, ...others, ...(more > 0 ? [last] : [])];
			}
			case 'prompt':
				return [promptPart(one, letter, words)];
			case 'engagement': {
				const links = [{ text: words.letter.look, to: letter.pages.today }];
				return [{ title: titleOf(one, { person, now }, words), lines: [words.letter.next], links }];
			}
			default:
				return one satisfies never;
		}
	});
}

function actionPart(action: Action, alone: boolean, { answersAt, now }: ReminderLetter, words: Words): Part {
	const { letter } = words;
	const { title, dueOn, zone } = action;
	const here = today(now, zone);
	const day = dayInWords(dueOn, here, words);
	const late = dueOn < here;
	const to = answersAt({ engagementId: action.engagementId, itemId: action.actionId });
	return {
		title: alone ? title : clip(title, TITLE_MAX),
		lines: [alone ? (late ? letter.wasPlanned(day) : letter.planned(day)) : late ? letter.wasBy(day) : letter.by(day)],
		links: [
			{ text: letter.done, to: `${to}?answer=done` },
			{ text: letter.later, to: `${to}?answer=later` },
			{ text: letter.drop, to: `${to}?answer=drop` },
		],
	};
}

function aheadPart(
	{ session, engagement }: Extract<Due, { kind: 'session' }>,
	letter: ReminderLetter,
	words: Words,
): Part {
	const { zone } = letter.person;
	const { number, startsAt, minutes, place } = session;
	const [day, from] = wallTime(startsAt, zone).split('T') as [string, string];
	const until = wallTime(addToInstant(startsAt, { minutes }), zone).slice(11);
	const when = words.letter.at(dayInWords(day, today(letter.now, zone), words), from, until);
	return {
		title: words.letter.session(number, clip(engagement.coachName, 60)),
		lines: [when, ...(place ? [place] : [])],
		links: [],
	};
}

function promptPart(
	{ prompt, item, engagement }: Extract<Due, { kind: 'prompt' }>,
	{ answersAt }: ReminderLetter,
	{ letter }: Words,
): Part {
	const to = answersAt({ engagementId: engagement.engagementId, itemId: item.itemId });
	return {
		title: clip(prompt.title, PROMPT_TITLE_MAX),
		lines: [letter.invites],
		links: [
			{ text: letter.reflect, to },
			{ text: letter.skip, to: `${to}?answer=skip` },
		],
	};
}

/** Every rule behind it, once each. */
function reasonsOf(due: readonly Due[], { letter: { because }, locale }: Words): string {
	const reasons = due.flatMap((one) => {
		if (one.kind === 'nudge') return because.nudge;
		if (one.kind === 'engagement') return because.silence(one.days);
		return one.rules.map(because.rule);
	});
	return new Intl.ListFormat(locale).format(new Set(reasons));
}

/** Why some of it comes later than it was due. */
function waitedOf({ waited: why, person }: ReminderLetter, { letter }: Words): string[] {
	if (!why) return [];
	const { perDay, perWeek } = person.budget ?? BUDGET;
	const chosen = (most: string) => (person.budget ? letter.asChosen(most) : most);
	if (why === 'dayFull') return [letter.waited.dayFull(chosen(letter.aDay(perDay)))];
	if (why === 'weekFull') return [letter.waited.weekFull(chosen(letter.aWeek(perWeek)))];
	return [letter.waited[why]];
}

const inText = ({ quoted, title, lines, links }: Part): string[] => [
	...(quoted ? [quoted.by, `“${quoted.text}”`, ''] : []),
	...(title === undefined ? [] : [title]),
	...lines,
	...(title === undefined && lines.length === 0 ? [] : ['']),
	...links.map(({ text, to }) => `${text}\n${to}\n`),
];

function inHtml({ quoted, title, lines, links }: Part, first: boolean): Markup {
	const [main, ...others] = links;
	const head = first ? heading : smallHeading;
	return html`${quoted && html`${paragraph(quoted.by)} ${quote(quoted.text)}`} ${title !== undefined && head(title)}
	${lines.map(paragraph)}
	${main && html`<p>${button(main.to, main.text)}<br />${others.map(({ to, text }) => html`${link(to, text)} `)}</p>`}`;
}
