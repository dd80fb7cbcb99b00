import { newId } from '#shared/ids.ts';
import { Language } from '#shared/domain/tenant.ts';
import { tableAdapterIn } from './adapter.ts';
import { enter, type Membership } from './membership.ts';
import { signInOptions } from './options.ts';
import { ownStore, settle, type Unit } from './unit.ts';

/** Somebody who can sign in: one proven mail address, whatever number of organizations. better-auth calls it a user. */
export interface Account {
	accountId: string;
	mail: string;
	name: string;
	language: Language;
}

/** The account of a mail address (lower-cased), or undefined. */
export async function findByMail(unit: Unit, mail: string): Promise<Account | undefined> {
	const user = await databaseIn(unit).findOne<{ id: string; email: string; name: string; language?: string }>({
		model: 'user',
		where: [{ field: 'email', value: mail }],
	});
	if (!user) return undefined;
	return { accountId: user.id, mail: user.email, name: user.name, language: Language.catch('en').parse(user.language) };
}

/** The account of a mail address, made in this unit when there is none. Its address must be proven by now. */
export async function admit(unit: Unit, person: Omit<Account, 'accountId'>): Promise<Account> {
	const known = await findByMail(unit, person.mail);
	if (known) return known;
	const account = { ...person, accountId: newId('acc') };
	await databaseIn(unit).create({
		model: 'user',
		data: {
			id: account.accountId,
			email: account.mail,
			emailVerified: true,
			name: account.name,
			language: account.language,
			createdAt: new Date(),
			updatedAt: new Date(),
		},
		forceAllowId: true,
	});
	return account;
}

/** Gives a person an account, when they have none, and a membership. For people who are put in place: the demo, tests. */
export const enrol = (person: Omit<Account, 'accountId'>, membership: Membership): Promise<Account> =>
	settle(ownStore(), async (unit) => {
		const account = await admit(unit, person);
		unit.beside(await enter(account.accountId, membership));
		return account;
	});

const databaseIn = (unit: Unit) => tableAdapterIn(unit)(signInOptions());
