import type { Problem } from '#lib/api.ts';
import type { coach } from '#lib/messages/coach.ts';

type Words = ReturnType<typeof coach>['wrong'];

type Plain = { [Name in keyof Words]: Words[Name] extends string ? Name : never }[keyof Words];

/** What the API finds wrong with a field, by the words it uses. */
const SAID: [RegExp, Plain][] = [
	[/choose a day/i, 'noDay'],
	[/moment ahead|planned session/i, 'ahead'],
	[/within \d+ years/i, 'far'],
	[/ask something/i, 'noQuestion'],
	[/does not come before/i, 'notAbove'],
	[/could lead here/i, 'neverAsked'],
	[/have one name/i, 'twice'],
	[/write something/i, 'empty'],
	[/cannot be shown/i, 'strange'],
	[/not a mail address|too long/i, 'mail'],
	[/year-month-day|does not exist/i, 'noDate'],
	[/has passed/i, 'passed'],
	[/hours:minutes/i, 'time'],
	[/minutes|hours|number/i, 'minutes'],
	[/your own address/i, 'ownMail'],
	[/another address/i, 'otherMail'],
	[/time zone/i, 'zone'],
];

/** The wrong fields in the reader's words, under the ids they have on the page. */
export function wrongFields(
	{ fields = {} }: Problem,
	words: Words,
	idOf = (name: string) => name,
): Record<string, string> {
	return Object.fromEntries(Object.entries(fields).map(([name, said]) => [idOf(name), inWords(said, words)]));
}

function inWords(said: string, words: Words): string {
	const max = /within (\d+) characters/.exec(said)?.[1];
	if (max) return words.tooLong(max);
	const [, bound, count] = /^(?:please give )?(at least|at most) (\d+)/i.exec(said) ?? [];
	if (count && bound) return bound.toLowerCase() === 'at least' ? words.atLeast(count) : words.atMost(count);
	const known = SAID.find(([pattern]) => pattern.test(said))?.[1];
	return (known && words[known]) ?? said;
}
