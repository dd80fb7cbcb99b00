import { expect } from 'vitest';
import { codeIn, type Person } from '#test/support/person.ts';
import type { Visitor } from './visitor.ts';

// What people do in more than one story, as they would say it.

/** Asks on the page for a letter to sign in with. */
export async function asksForALetter(visitor: Visitor, mail: string): Promise<void> {
	await visitor.types('Your mail address', mail);
	await visitor.presses(visitor.page.getByRole('button', { name: 'Mail me a link' }));
	await visitor.arrives('Look in your mailbox');
}

/** From the page that asks for an address to wherever the code in the letter leads. */
export async function signsInByCode(visitor: Visitor, person: Person): Promise<void> {
	const seen = person.letters().length;
	await asksForALetter(visitor, person.mail);
	await typesTheCode(visitor, codeIn(await person.nextLetter(seen)));
	await visitor.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await visitor.awake();
}

export async function typesTheCode(visitor: Visitor, code: string): Promise<void> {
	await visitor.types('The code in the letter', code);
	await visitor.presses(visitor.page.getByRole('button', { name: 'Sign in' }));
}

/** Moves the local clock on with the bar at the foot of the page. */
export async function letsADayPass(visitor: Visitor): Promise<void> {
	const bar = visitor.page.getByRole('complementary', { name: 'Local clock' });
	const now = () => bar.locator('time').getAttribute('datetime');
	const before = await now();
	await visitor.presses(bar.getByRole('button', { name: '+1 day' }));
	await expect.poll(now, { timeout: 15_000 }).not.toBe(before);
	await visitor.awake();
}

/** The links of a reminder letter, one for each action in it, and the one that ends them. */
export function linksIn({ text }: { text: string }): { items: string[]; unsubscribe: string } {
	const links = [...text.matchAll(/https?:\S+\/l\/[\w-]+(?=\s|$|\?answer=done)/g)].map(([link]) => link);
	return { items: links.slice(0, -1), unsubscribe: links.at(-1)! };
}

/** The letters that remind somebody, oldest first. */
export const remindersOf = (person: Person) => person.letters().filter(({ tags }) => tags.kind === 'reminder');
