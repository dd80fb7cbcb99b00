import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engagement } from '#shared/domain/engagement.ts';
import type { Invitation, Member } from '#shared/domain/member.ts';
import type { PrivateNote } from '#shared/domain/note.ts';
import type { Agenda, Caseload, KeptPrivate, Trajectory } from '#shared/domain/trajectory.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, type Person } from '#test/support/person.ts';

let demo: Demo;
let priya: Person;
let jonas: Person;
let tenant: string;
let base: string;

beforeAll(async () => {
	demo = await startDemo();
	const engagement = demo.world.engagements.find(({ coachee }) => coachee.name === 'Priya Raman')!;
	priya = engagement.coachee;
	jonas = engagement.coach;
	tenant = `/api/tenants/${demo.world.tenantId}`;
	base = `${tenant}/engagements/${engagement.engagementId}`;
});
afterAll(() => demo.stop());

const draft = (mail: string) => ({
	engagementId: newId('eng'),
	coachee: {
		memberId: newId('mbr'),
		invitationId: newId('inv'),
		name: 'Somebody New',
		mail,
		zone: 'Europe/Warsaw',
		language: 'en',
	},
	goals: [{ goalId: newId('gol'), title: 'Begin' }],
});

test('a coach begins with somebody new: one request, an invitation in their mail, and the same request again is the same', async () => {
	const one = draft('new@quarry.example');
	const key = cause();
	const made = await jonas.do<Engagement>('POST', `${tenant}/engagements`, one, key);
	expect(await jonas.do('POST', `${tenant}/engagements`, one, key)).toEqual(made);
	await demo.system.settled();
	const letters = demo.system.mails().filter(({ to }) => to.includes('new@quarry.example'));
	expect(letters).toHaveLength(1);
	expect(letters[0]!.text).toContain('/join/');
});

test('an address the firm knows already is not invited twice, and a colleague is not a coachee', async () => {
	const again = await jonas.do<Engagement>('POST', `${tenant}/engagements`, draft(priya.mail), cause());
	expect(again.coacheeId).toBe(priya.memberId);
	expect(again.coacheeName).toBe(priya.name);
	expect((await jonas.send('POST', `${tenant}/engagements`, draft(jonas.mail), cause())).status).toBe(422);
	expect((await jonas.send('POST', `${tenant}/engagements`, draft(demo.world.coaches[1]!.mail), cause())).status).toBe(
		409,
	);
});

test('an id that is somebody else’s, and two goals of one id, are refused in words', async () => {
	const one = draft('ids@quarry.example');
	const begin = async (coachee: object, goals: object[] = []) => {
		const body = { ...one, coachee: { ...one.coachee, ...coachee }, goals };
		return (await jonas.send('POST', `${tenant}/engagements`, body, cause())).status;
	};
	const people = `/api/console/tenants/${demo.world.tenantId}`;
	const { invitations } = await demo.world.admin.do<{ invitations: Invitation[] }>('GET', `${people}/people`);
	const { invitationId } = invitations[0]!;
	expect(await begin({ memberId: priya.memberId })).toBe(409);
	expect(await begin({ invitationId })).toBe(409);
	expect(await begin({}, [...one.goals, ...one.goals])).toBe(422);
	const colleague = { name: 'A', mail: 'ids@quarry.example', roles: ['coach'], memberId: newId('mbr'), invitationId };
	expect((await demo.world.admin.send('POST', `${people}/invitations`, colleague, cause())).status).toBe(409);
	expect(await begin({}, one.goals)).toBe(200);
});

test('invited by many at one moment, somebody is one member with one letter', async () => {
	const begin = async (coach: Person, body: object): Promise<Engagement> => {
		const key = cause();
		// Who is told that too many are at it tries again, as the answer says.
		for (;;) {
			const answer = await coach.send<Engagement>('POST', `${tenant}/engagements`, body, key);
			if (answer.status !== 503) return answer.body;
		}
	};
	const coaches = [...demo.world.coaches, ...demo.world.coaches];
	for (const mail of ['at-once@quarry.example', 'at-once-again@quarry.example']) {
		const begun = await Promise.all(coaches.map((coach) => begin(coach, draft(mail))));
		expect(new Set(begun.map(({ coacheeId }) => coacheeId)).size).toBe(1);
		expect(begun[0]!.coacheeId).toBeTruthy();
		await demo.system.settled();
		expect(demo.system.mails().filter(({ to }) => to.includes(mail))).toHaveLength(1);
	}
});

test('what one person keeps private is in nobody else’s answer', async () => {
	const sessionId = newId('ses');
	const plan = { sessionId, date: '2031-01-10', time: '10:00', zone: 'Europe/Amsterdam', minutes: 60, place: '' };
	await jonas.do('POST', `${base}/sessions`, plan, cause());
	const write = (person: Person, text: string) =>
		person.do<PrivateNote>(
			'PUT',
			`${base}/sessions/${sessionId}/private-notes`,
			{ noteId: newId('nte'), text },
			{ ...cause(), 'if-match': '"0"' },
		);
	const first = await write(jonas, 'only Jonas');
	const again = { noteId: first.noteId, text: 'only Jonas' };
	const path = `${base}/sessions/${sessionId}/private-notes`;
	expect(await jonas.do('PUT', path, again, { ...cause(), 'if-match': '"1"' })).toEqual(first);
	await write(priya, 'only Priya');
	expect(JSON.stringify(await jonas.do<KeptPrivate>('GET', `${base}/private`))).not.toContain('only Priya');
	expect(JSON.stringify(await priya.do<KeptPrivate>('GET', `${base}/private`))).not.toContain('only Jonas');
	for (const person of [jonas, priya]) {
		for (const path of ['', '/history'])
			expect(JSON.stringify(await person.do('GET', base + path))).not.toMatch(/only (Jonas|Priya)/);
	}
});

test('a session that moves takes along the reminders that count from it', async () => {
	const sessionId = newId('ses');
	const when = { date: '2031-02-10', time: '10:00', zone: 'Europe/Amsterdam', minutes: 60, place: '' };
	await jonas.do('POST', `${base}/sessions`, { ...when, sessionId }, cause());
	const actionId = newId('act');
	const reminders = [{ reminderId: newId('rem'), rule: PRESETS.afterSession }];
	await jonas.do(
		'POST',
		`${base}/actions`,
		{ actionId, title: 'After it', dueOn: '2031-03-01', sessionId, reminders },
		cause(),
	);
	await jonas.do('POST', `${base}/sessions/${sessionId}/move`, { ...when, date: '2031-02-20' }, cause());
	const { actions } = await priya.do<Trajectory>('GET', base);
	expect(actions.find((action) => action.actionId === actionId)!.reminders).toMatchObject([
		{ wall: '2031-02-23T09:00', zone: 'Asia/Kolkata' },
	]);
});

test('a session takes along more actions than one transaction holds, also when it is cut off half-way', async () => {
	const sessionId = newId('ses');
	const when = { date: '2031-04-10', time: '10:00', zone: 'Europe/Amsterdam', minutes: 60, place: '' };
	await jonas.do('POST', `${base}/sessions`, { ...when, sessionId }, cause());
	const like = { title: 'After it', dueOn: '2031-05-01', sessionId };
	for (let count = 0; count < 50; count += 1) {
		const reminders = [{ reminderId: newId('rem'), rule: PRESETS.afterSession }];
		await jonas.do('POST', `${base}/actions`, { ...like, actionId: newId('act'), reminders }, cause());
	}
	const restore = demo.system.faults.queue(
		'table',
		'TransactWriteItems',
		{ kind: 'refuse', error: 'InternalServerError', status: 500 },
		{ times: 99, when: ({ TransactItems }) => !JSON.stringify(TransactItems).includes('$trajectory#session_1') },
	);
	const key = cause();
	const move = () => jonas.send('POST', `${base}/sessions/${sessionId}/move`, { ...when, date: '2031-04-20' }, key);
	expect((await move()).status).toBe(503);
	restore();
	expect((await move()).status).toBe(200);
	const own = (await priya.do<Trajectory>('GET', base)).actions.filter((action) => action.sessionId === sessionId);
	expect(own).toHaveLength(50);
	for (const { reminders, version } of own) {
		expect(reminders).toMatchObject([{ wall: '2031-04-23T09:00' }]);
		expect(version).toBe(2);
	}
});

test('agenda and caseload show what is open, by date, and nothing of another’s', async () => {
	const agenda = await priya.do<Agenda>('GET', `${tenant}/agenda`);
	expect(agenda.actions.every(({ status, coacheeId }) => status === 'open' && coacheeId === priya.memberId)).toBe(true);
	const dates = agenda.actions.map(({ dueOn }) => dueOn);
	expect(dates).toEqual(dates.toSorted());
	const caseload = await jonas.do<Caseload>('GET', `${tenant}/caseload`);
	expect(caseload.engagements.map(({ coacheeName }) => coacheeName)).toEqual(
		expect.arrayContaining(['Robin Vermeer', 'Priya Raman', 'Elif Kaya']),
	);
	expect(caseload.engagements.every(({ coachId }) => coachId === jonas.memberId)).toBe(true);
	expect(caseload.participation.length).toBeGreaterThanOrEqual(3);
});

test('somebody who moves zones keeps their dates and is reminded by their new clock', async () => {
	const actionId = newId('act');
	const reminders = [{ reminderId: newId('rem'), rule: PRESETS.dayBefore }];
	await priya.do(
		'POST',
		`${base}/actions`,
		{ actionId, title: 'In another zone', dueOn: '2031-06-10', reminders },
		cause(),
	);
	await priya.do<Member>('PATCH', `${tenant}/me`, { zone: 'America/New_York', name: 'Priya R.' }, cause());
	const { engagement, actions } = await jonas.do<Trajectory>('GET', base);
	expect(engagement).toMatchObject({ zone: 'America/New_York', coacheeName: 'Priya R.' });
	expect(actions.find((action) => action.actionId === actionId)).toMatchObject({
		dueOn: '2031-06-10',
		reminders: [{ zone: 'America/New_York', instant: '2031-06-09T13:00:00.000Z' }],
	});
	expect((await priya.send('PATCH', `${tenant}/me`, { zone: 'Mars/Olympus' }, cause())).status).toBe(422);
});

test('the API describes itself, every route included', async () => {
	const spec = await priya.do<{
		openapi: string;
		paths: Record<string, object>;
		components: { securitySchemes: { signIn: { name: string } } };
	}>('GET', '/api/openapi.json');
	expect(spec.openapi).toMatch(/^3\.1/);
	expect(Object.keys(spec.paths).length).toBeGreaterThan(25);
	expect(JSON.stringify(spec)).toContain('dueOn');
	expect([...priya.cookies.keys()]).toContain(spec.components.securitySchemes.signIn.name);
	expect((await priya.send<string>('GET', '/api/docs')).body).toContain('<h1>');
});

test('an address that is none is said in the API’s own shape, never by a page', async () => {
	const console = `/api/console/tenants/${demo.world.tenantId}/nothing`;
	for (const path of ['/api', '/api/nothing', `${tenant}/nothing`, `${base}/goals`, '/api/console', console]) {
		for (const method of ['GET', 'PUT', 'OPTIONS']) {
			const answer = await priya.send(method, path);
			expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
			expect(answer.headers.get('cache-control')).toBe('no-store');
		}
	}
});
