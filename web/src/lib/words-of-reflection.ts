import type { Prompt } from '#shared/domain/prompt.ts';
import type { Reflection } from '#shared/domain/reflection.ts';
import type { Sentence } from '#lib/sentence.ts';
import type { Teller } from '#lib/words-of-history.ts';

/** What one revision of a prompt changed. That it follows a session that moved goes without saying. */
export function wordsOfPrompt({ words, who, it }: Teller, prompt: Prompt, before: Prompt | undefined): Sentence[] {
	const title = it(prompt.title);
	if (!before) return [words.invited(who, title)];
	const said: Sentence[] = [];
	if (prompt.number > before.number) said.push(words.promptOpened(title));
	else if (before.openedAt && !prompt.openedAt && prompt.status !== 'stopped')
		said.push((prompt.last?.outcome === 'answered' ? words.promptAnswered : words.promptSettled)(who, title));
	else if (prompt.openedAt && !before.openedAt) said.push(words.promptTakenUp(who, title));
	if (prompt.status === 'stopped' && before.status !== 'stopped') said.push(words.promptStopped(who, title));
	if (prompt.title !== before.title) said.push(words.promptRenamed(who, it(before.title), title));
	if (JSON.stringify(prompt.rule) !== JSON.stringify(before.rule)) said.push(words.promptRetimed(who, title));
	const sent = ({ reminders }: Prompt) => reminders.filter(({ status }) => status === 'sent').length;
	if (said.length === 0 && sent(prompt) > sent(before)) said.push(words.letterOfPrompt(title));
	return said;
}

/** What one revision of a shared reflection changed: never a word of what stands in it. */
export function wordsOfReflection(
	{ words, who, it }: Teller,
	reflection: Reflection,
	before: Reflection | undefined,
): Sentence[] {
	const title = reflection.title ?? before?.title;
	const its = title === undefined ? words.aReflection : it(title);
	if (reflection.status !== before?.status) {
		const told = { shared: words.shared, mentioned: words.mentioned, withdrawn: words.withdrew }[reflection.status];
		return [told(who, its)];
	}
	const said: Sentence[] = [];
	if (reflection.writing > before.writing) said.push(words.editedReflection(who, its));
	if (reflection.reply !== before.reply && reflection.reply) said.push(words.replied(who, { typed: reflection.reply }));
	else if (reflection.readAt && !before.readAt) said.push(words.readReflection(who, its));
	if (reflection.pins.length > before.pins.length) said.push(words.pinned(who, its));
	return said;
}
