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
