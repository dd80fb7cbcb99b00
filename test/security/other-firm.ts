import type { System } from '#infra/local/system.ts';
import { newId } from '#shared/ids.ts';
import { cause, codeIn, Person, tokenIn } from '#test/support/person.ts';

/** A second firm on the same system, with words of its own that nobody else may ever read. */
export interface OtherFirm {
	tenantId: string;
	admin: Person;
	coach: Person;
	coachee: Person;
	canaries: string[];
}

const WORDS = {
	organization: 'Sable Heron Partners',
	goal: 'Zebrafinch goal',
	title: 'Quokka action',
	note: 'Axolotl note',
};

export async function otherFirm(system: System): Promise<OtherFirm> {
	const tenantId = newId('tnt');
	const admin = new Person(system, 'Asta Brandt', 'asta@sable.example');
	const coach = new Person(system, 'Ivo Marchetti', 'ivo@sable.example');
	const coachee = new Person(system, 'Tess Quill', 'tess@sable.example');
	const place = { zone: 'Europe/Rome', language: 'en' };
	await admin.do('POST', '/api/auth/found', {
		tenantId,
		organization: WORDS.organization,
		name: admin.name,
		mail: admin.mail,
		...place,
	});
	await admin.do('POST', '/api/auth/found/confirm', { code: codeIn(await admin.nextLetter(0)) });
	const colleague = {
		invitationId: newId('inv'),
		memberId: newId('mbr'),
		name: coach.name,
		mail: coach.mail,
		roles: ['coach'],
	};
	await admin.do('POST', `/api/console/tenants/${tenantId}/invitations`, colleague, cause());
	await coach.do('POST', '/api/auth/join', { token: tokenIn(await coach.nextLetter(0), '/join') });
	const engagementId = newId('eng');
	const base = `/api/tenants/${tenantId}/engagements`;
	await coach.do(
		'POST',
		base,
		{
			engagementId,
			coachee: { memberId: newId('mbr'), invitationId: newId('inv'), name: coachee.name, mail: coachee.mail, ...place },
			goals: [{ goalId: newId('gol'), title: WORDS.goal }],
		},
		cause(),
	);
	await coachee.do('POST', '/api/auth/join', { token: tokenIn(await coachee.nextLetter(0), '/join') });
	const action = { actionId: newId('act'), title: WORDS.title, note: WORDS.note, dueOn: '2030-01-01' };
	await coach.do('POST', `${base}/${engagementId}/actions`, action, cause());
	return { tenantId, admin, coach, coachee, canaries: Object.values(WORDS) };
}
