import { spent } from '#infra/local/meter.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import type { Demo } from '#test/support/demo.ts';
import { cause, type Person } from '#test/support/person.ts';
import type { Row } from './row.ts';

/** Rows 6: what each screen asks of the table under the tenant's rights, counted by the proxy in front of it. */
export async function units(demo: Demo): Promise<Row[]> {
	const { system, world } = demo;
	const tenant = `/api/tenants/${world.tenantId}`;
	const engagement = world.engagements.find(({ coachee }) => coachee.name === 'Robin Vermeer')!;
	const { coach, coachee, engagementId } = engagement;
	const base = `${tenant}/engagements/${engagementId}`;
	const make = async (path: string): Promise<string> => {
		const actionId = newId('act');
		const draft = {
			actionId,
			title: 'Say no to one meeting a week',
			dueOn: '2031-01-15',
			reminders: [{ reminderId: newId('rem'), rule: PRESETS.dayBefore }],
		};
		await coach.do('POST', `${path}/actions`, draft, cause());
		return actionId;
	};
	const agenda = await coachee.do<{ actions: unknown[] }>('GET', `${tenant}/agenda`);
	for (let count = agenda.actions.length; count < 20; count += 1) await make(base);
	const caseload = await coach.do<{ engagements: unknown[] }>('GET', `${tenant}/caseload`);
	for (let count = caseload.engagements.length; count < 40; count += 1) await begin(coach, tenant);
	const tick = await make(base);
	await system.settled();

	const measured = (run: () => Promise<unknown>) => measuredBy(system, run);
	const today = await measured(() => coachee.do('GET', `${tenant}/agenda`));
	const whole = await measured(() => coachee.do('GET', base));
	const list = await measured(() => coach.do('GET', `${tenant}/caseload`));
	const path = `${base}/actions/${tick}`;
	const verbs = ['reopen', 'complete'];
	const ticked = await measured(() => coachee.do('POST', `${path}/${verbs.shift()}`, undefined, cause()));
	return [
		{ number: 6, what: 'Today of 20: queries', figure: today.queries, unit: '', budget: 1 },
		{ number: 6, what: 'Today of 20: read units', figure: today.read, unit: 'RRU', budget: 2 },
		{
			number: 6,
			what: 'a trajectory whole: queries',
			figure: whole.queries,
			unit: '',
			budget: 1,
			beside: `${whole.read} RRU`,
		},
		{
			number: 6,
			what: 'coach’s list of 40: queries',
			figure: list.queries,
			unit: '',
			budget: 2,
			beside: `${list.read} RRU`,
		},
		{ number: 6, what: 'a tick: transactions', figure: ticked.transactions, unit: '', budget: 1 },
		{ number: 6, what: 'a tick: write units', figure: ticked.write, unit: 'WRU', budget: 12 },
	];
}

/** What a request asks of the table under the tenant's rights, once everything it needs is warm. */
export async function measuredBy(system: Demo['system'], run: () => Promise<unknown>) {
	await run();
	const before = system.meter();
	await run();
	const { rows } = spent(before, system.meter());
	const own = rows.filter(({ role }) => role === 'tenant');
	return {
		queries: own.filter(({ operation }) => operation === 'Query').reduce((sum, { requests }) => sum + requests, 0),
		read: own.filter(({ operation }) => operation === 'Query').reduce((sum, { read }) => sum + read, 0),
		transactions: own
			.filter(({ operation }) => operation.startsWith('Transact'))
			.reduce((sum, { requests }) => sum + requests, 0),
		write: own.reduce((sum, { write }) => sum + write, 0),
	};
}

async function begin(coach: Person, tenant: string): Promise<void> {
	const memberId = newId('mbr');
	const coachee = {
		memberId,
		invitationId: newId('inv'),
		name: 'One of Forty',
		mail: `${memberId}@quarry.example`,
		zone: 'Europe/Paris',
		language: 'en',
	};
	await coach.do('POST', `${tenant}/engagements`, { engagementId: newId('eng'), coachee, goals: [] }, cause());
}
