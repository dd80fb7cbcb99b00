import { newId } from '#shared/ids.ts';
import { cause, codeIn, Person, tokenIn } from '#test/support/person.ts';
import { freshSystem, type TestSystem } from '#test/support/system.ts';
import { Counted } from './counted.ts';

/** A trajectory and its two people. */
export interface Pair {
	coach: Person;
	coachee: Person;
	/** In the API. */
	path: string;
}

/** A system with nothing but one firm in it, whose founder coaches; it counts what is asked of every stand-in. */
export interface Firm {
	system: TestSystem;
	asked: Counted;
	tenantId: string;
	coach: Person;
	/** Begins with somebody, who comes. */
	newcomer(): Promise<Pair>;
	stop(): Promise<void>;
}

const ZONE = 'UTC';

/** A firm founded at this moment, through the product's own doors. */
export async function foundFirm(startAt: Date): Promise<Firm> {
	const asked = new Counted();
	const system = await freshSystem({ faults: asked, startAt });
	const tenantId = newId('tnt');
	const coach = new Person(system, 'Jonas Adeyemi', 'jonas@quarry.example');
	const { name, mail } = coach;
	await coach.do('POST', '/api/auth/found', {
		tenantId,
		organization: 'Quarry',
		name,
		mail,
		zone: ZONE,
		language: 'en',
	});
	await coach.do('POST', '/api/auth/found/confirm', { code: codeIn(await coach.nextLetter(0)) });
	await know(coach);
	return {
		system,
		asked,
		tenantId,
		coach,
		newcomer: () => begin(system, tenantId, coach),
		stop: () => system.stop(),
	};
}

async function begin(system: TestSystem, tenantId: string, coach: Person): Promise<Pair> {
	const engagementId = newId('eng');
	const coachee = new Person(system, 'Robin Vermeer', `${newId('mbr')}@quarry.example`);
	const { name, mail } = coachee;
	const draft = { memberId: newId('mbr'), invitationId: newId('inv'), name, mail, zone: ZONE, language: 'en' };
	await coach.do('POST', `/api/tenants/${tenantId}/engagements`, { engagementId, coachee: draft, goals: [] }, cause());
	await coachee.do('POST', '/api/auth/join', { token: tokenIn(await coachee.nextLetter(0), '/join') });
	await know(coachee);
	return { coach, coachee, path: `/api/tenants/${tenantId}/engagements/${engagementId}` };
}

async function know(person: Person): Promise<void> {
	const me = await person.do<{ memberships: { memberId: string }[] }>('GET', '/api/me');
	person.memberId = me.memberships[0]!.memberId;
	person.signedInAt = person.system.clock.now().getTime();
}

/** An action as its coach types it; answers its path. */
export async function agree(
	{ coach, path }: Pair,
	dueOn: string,
	rules: readonly object[],
	sessionId?: string,
): Promise<string> {
	const actionId = newId('act');
	const reminders = rules.map((rule) => ({ reminderId: newId('rem'), rule }));
	const draft = { actionId, title: 'Ask Priya what she would do in my place', dueOn, reminders, sessionId };
	await coach.do('POST', `${path}/actions`, draft, cause());
	return `${path}/actions/${actionId}`;
}
