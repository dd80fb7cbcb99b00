import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault, FaultRequest } from '#infra/local/faults.ts';
import { startSystem, type System, type SystemOptions } from '#infra/local/system.ts';
import type { Action } from '#shared/domain/action.ts';
import { BUDGET, type Budget } from '#shared/domain/budget.ts';
import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, codeIn, Person, tokenIn } from '#test/support/person.ts';
import { ask, type Fields, type Page } from './letters.reader.ts';

export type Row = Record<string, unknown>;

/** What a schedule of this action's reminder holds. */
export const wakeOf = ({ actionId: itemId, engagementId, tenantId }: Action) => ({
	kind: 'action',
	tenantId,
	engagementId,
	itemId,
});

/** As many letters as anybody can let come, at any hour. */
export const ROOMY: Budget = { ...BUDGET, quietFrom: '00:00', quietUntil: '00:00', perDay: 5, perWeek: 20 };

/** A firm of two on a system of its own, on a Monday morning, with nothing planned yet. */
export class Firm {
	readonly tenantId = newId('tnt');
	readonly engagementId = newId('eng');
	readonly coach: Person;
	readonly coachee: Person;
	readonly system: System;
	readonly dataDir: string;

	private constructor(system: System, dataDir: string) {
		this.system = system;
		this.dataDir = dataDir;
		this.coach = new Person(system, 'Marta Kowalska', 'marta@northlight.example');
		this.coachee = new Person(system, 'Robin Vermeer', 'robin@vermeer.example');
	}

	/** `before`: what is to be done as soon as the system runs. */
	static async start(options: Partial<SystemOptions> = {}, before?: (system: System) => void): Promise<Firm> {
		const dataDir = await mkdtemp(join(tmpdir(), 'focuscoachee-letters-'));
		const startAt = new Date('2026-11-02T08:00:00.000Z');
		const system = await startSystem({ port: 0, quiet: true, startAt, ...options, dataDir });
		before?.(system);
		const firm = new Firm(system, dataDir);
		await firm.#found();
		await firm.begin(firm.coachee, firm.engagementId);
		return firm;
	}

	get today(): string {
		return this.system.clock.now().toISOString().slice(0, 10);
	}

	/** Brings a coachee in, by the letter they get. They let so many letters come that tests of one letter do not wait for another. */
	async begin(coachee: Person, engagementId: string): Promise<void> {
		await this.invite(coachee, engagementId);
		await coachee.do('POST', '/api/auth/join', { token: tokenIn(await coachee.nextLetter(0), '/join') });
		coachee.signedInAt = this.system.clock.now().getTime();
		await this.allow(ROOMY, coachee);
	}

	/** What letters somebody lets come. */
	async allow(budget: Budget, by = this.coachee): Promise<void> {
		await this.#signedIn(by);
		await by.do('PATCH', this.path('me'), { budget }, cause());
		await this.system.settled();
	}

	/** Invites a coachee, who has not come yet. */
	async invite(coachee: Person, engagementId: string, language = 'en'): Promise<void> {
		await this.#signedIn(this.coach);
		coachee.memberId = newId('mbr');
		const { name, mail, memberId } = coachee;
		const invited = { memberId, invitationId: newId('inv'), name, mail, zone: 'Europe/Amsterdam', language };
		await this.coach.do('POST', this.path('engagements'), { engagementId, coachee: invited, goals: [] }, cause());
	}

	/** Both are signed in: tests pass a month in a second. */
	async come(): Promise<void> {
		for (const person of [this.coach, this.coachee]) await this.#signedIn(person);
	}

	/** An action of the coachee, due in so many days, with these reminders. */
	async plan(title: string, { days = 2, rules = [PRESETS.dayBefore] as readonly ReminderRule[], more = {} } = {}) {
		const draft = {
			actionId: newId('act'),
			title,
			dueOn: addToDate(this.today, { days }),
			reminders: rules.map((rule) => ({ reminderId: newId('rem'), rule })),
			...more,
		};
		await this.#signedIn(this.coach);
		return this.coach.do<Action>('POST', this.path(`engagements/${this.engagementId}/actions`), draft, cause());
	}

	async act(action: Action, verb: string, body?: object, by = this.coachee): Promise<Action> {
		await this.#signedIn(by);
		return by.do<Action>('POST', this.at(action, verb), body, cause());
	}

	async read(action: Action): Promise<Action> {
		await this.#signedIn(this.coachee);
		return this.coachee.do<Action>('GET', this.at(action));
	}

	/** On to half a minute past the next nine in the morning: reminders of the day are due, and no sweep has looked yet. */
	morning(): void {
		const passed = this.system.clock.now().toISOString().slice(11) >= '08:00:00';
		this.system.clock.to(`${addToDate(this.today, { days: passed ? 1 : 0 })}T08:00:30.000Z`);
	}

	/** The same, until everything that wakes by it has been dealt with. */
	async nine(): Promise<void> {
		await this.system.settled();
		this.morning();
		await this.system.settled();
	}

	/** Moves the clock on and waits until everything that wakes by it has been dealt with. */
	async pass(duration: string): Promise<void> {
		await this.system.settled();
		this.system.clock.advance(duration);
		await this.system.settled();
	}

	/** Letters of reminders, oldest first. */
	reminders(to = this.coachee) {
		return to.letters().filter(({ tags }) => tags.kind === 'reminder');
	}

	/** What calendars were told, oldest first. */
	tellings(to = this.coachee) {
		return to.letters().filter(({ tags }) => tags.kind === 'calendar');
	}

	/** Every letter that speaks of this action. */
	async letterOf({ actionId }: Action): Promise<Row[]> {
		const speaks = ({ items }: Row) => (items as { itemId: string }[]).some(({ itemId }) => itemId === actionId);
		return (await this.rows('letter')).filter(speaks);
	}

	/** How its reminders stand. */
	async statuses(action: Action): Promise<string[]> {
		return (await this.read(action)).reminders.map(({ status }) => status);
	}

	/** Something goes wrong with letters that are not of sign-in. */
	mailing(fault: Fault, times = 1): () => void {
		const when = ({ EmailTags }: FaultRequest) =>
			(EmailTags as { Name: string }[] | undefined)?.some(({ Name }) => Name === 'letterId') ?? false;
		return this.system.faults.queue('ses', 'SendEmail', fault, { times, when });
	}

	/** Wake-ups of the sender go lost. */
	asleep(times = 1): () => void {
		const when = ({ FunctionName }: FaultRequest) => FunctionName === 'send';
		return this.system.faults.queue('lambda', 'Event', { kind: 'drop' }, { times, when });
	}

	/** Nobody tells what became of letters. */
	noNews(): () => void {
		return this.system.faults.queue('ses', 'Event', { kind: 'drop' }, { times: 100 });
	}

	async rows(entity: string): Promise<Row[]> {
		return (await this.system.rows()).filter((row) => row['__edb_e__'] === entity);
	}

	/** The lines in which a function says what it decided. */
	async decisions(name: string): Promise<Row[]> {
		const log = await readFile(join(this.dataDir, 'logs', `${name}.log`), 'utf8').catch(() => '');
		return log
			.split('\n')
			.filter((line) => line.startsWith('{"decision"'))
			.map((line) => JSON.parse(line) as Row);
	}

	path(rest: string): string {
		return `/api/tenants/${this.tenantId}/${rest}`;
	}

	at({ actionId }: Action, verb = ''): string {
		return this.path(`engagements/${this.engagementId}/actions/${actionId}${verb && `/${verb}`}`);
	}

	/** A page as a browser without script asks for it; with fields, a POST of a form. */
	ask(path: string, fields?: Fields, type?: string): Promise<Page> {
		return ask(this.system.origin + path, fields, type);
	}

	async stop(): Promise<void> {
		await this.system.stop();
		await rm(this.dataDir, { recursive: true, force: true });
	}

	/** A sign-in lasts thirty days, which tests pass in a second. */
	async #signedIn(person: Person): Promise<void> {
		const now = this.system.clock.now().getTime();
		if (now - person.signedInAt < 20 * 86_400_000) return;
		await person.signIn();
	}

	async #found(): Promise<void> {
		const admin = new Person(this.system, 'Ada Bloom', 'ada@northlight.example');
		await admin.do('POST', '/api/auth/found', {
			tenantId: this.tenantId,
			organization: 'Northlight',
			name: admin.name,
			mail: admin.mail,
			zone: 'Europe/Amsterdam',
			language: 'en',
		});
		await admin.do('POST', '/api/auth/found/confirm', { code: codeIn(await admin.nextLetter(0)) });
		// Nothing is reminded of but what a test asks for.
		await admin.do('PATCH', `/api/console/tenants/${this.tenantId}/defaults`, { action: [], session: [] }, cause());
		const { name, mail } = this.coach;
		const memberId = newId('mbr');
		await admin.do(
			'POST',
			`/api/console/tenants/${this.tenantId}/invitations`,
			{ invitationId: newId('inv'), memberId, name, mail, roles: ['coach'] },
			cause(),
		);
		await this.coach.do('POST', '/api/auth/join', { token: tokenIn(await this.coach.nextLetter(0), '/join') });
		this.coach.memberId = memberId;
		this.coach.signedInAt = this.system.clock.now().getTime();
	}
}
