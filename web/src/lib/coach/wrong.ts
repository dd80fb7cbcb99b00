import type { Problem } from '#lib/api.ts';
import type { coach } from '#lib/messages/coach.ts';

type Words = ReturnType<typeof coach>['wrong'];

/** What the API finds wrong with a field, by the words it uses. */
const SAID: [RegExp, keyof Words][] = [
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
	const known = SAID.find(([pattern]) => pattern.test(said))?.[1];
	return known && known !== 'tooLong' ? words[known] : said;
}
