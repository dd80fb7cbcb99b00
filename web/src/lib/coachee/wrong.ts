import type { Problem } from '#lib/api.ts';
import type { coachee } from '#lib/messages/coachee.ts';

type Words = ReturnType<typeof coachee>;

/** What is wrong with one field, in the reader's language; the API says it in English. */
export function wrongOf(words: Words, { fields }: Problem, name: string): string | undefined {
	const { trouble } = words;
	const said = fields?.[name];
	if (said === undefined) return undefined;
	if (name === 'value') return words.chooseNumber;
	if (/counts from it/.test(said)) return trouble.reminderCounts;
	if (name === 'reminders' || name === 'sessionId') return words.afterSessionNeeds;
	if (/passed/.test(said)) return trouble.pastDate;
	if (/within .* years/i.test(said)) return trouble.farDate;
	if (/date/i.test(said)) return trouble.noDate;
	if (/within .* characters/.test(said)) return trouble.tooLong;
	if (/cannot be shown/.test(said)) return trouble.strange;
	if (/write something/.test(said)) return name === 'reason' ? trouble.noReason : trouble.empty;
	return said;
}
