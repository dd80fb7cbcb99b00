import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRESETS } from '#shared/domain/reminder.ts';
import { crowd } from './crowd.ts';
import { Firm } from './letters.world.ts';

/** A cable to the mail service that can be pulled: without it, connections are refused. */
class Cable {
	#server: Server | undefined;
	#sockets = new Set<Socket>();
	port = 0;
	to = '';

	async plug(): Promise<void> {
		this.#server = createServer((near) => {
			const far = connect({ host: '127.0.0.1', port: Number(new URL(this.to).port) });
			for (const [one, other] of [
				[near, far],
				[far, near],
			] as const) {
				this.#sockets.add(one);
				one.pipe(other);
				one.on('error', () => other.destroy()).on('close', () => this.#sockets.delete(one));
			}
		});
		await new Promise<void>((up) => this.#server!.listen(this.port, '127.0.0.1', up));
		this.port = (this.#server.address() as { port: number }).port;
	}

	async pull(): Promise<void> {
		const down = new Promise((done) => this.#server?.close(done));
		for (const socket of this.#sockets) socket.destroy();
		await down;
	}
}

const cable = new Cable();
let firm: Firm;
beforeAll(async () => {
	// Its far end is known once the system has started, and nothing is sent before that.
	await cable.plug();
	firm = await Firm.start({ env: { AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${cable.port}` } }, (system) => {
		cable.to = system.endpoints.ses;
	});
});
afterAll(async () => {
	await firm.stop();
	await cable.pull();
});

const PEOPLE = 12;

test('the mail service cannot be reached for an hour: all letters come after it, once each, and no dead letter', async () => {
	const { system } = firm;
	const action = await firm.plan('Due at nine');
	const late = await firm.plan('Due at half past', { rules: [{ ...PRESETS.dayBefore, at: '09:30' }] });
	await system.settled();
	await crowd(firm, action, PEOPLE - 1);
	await system.settled();
	const before = system.mails().length;
	const sent = () => system.mails().slice(before);

	await cable.pull();
	await firm.nine();
	for (let minute = 0; minute < 60; minute += 2) await firm.pass('PT2M');
	expect(sent()).toEqual([]);
	const asked = (await firm.decisions('send')).filter(({ decision }) => decision === 'letter postponed');
	expect(asked.map(({ why }) => why)).toEqual(asked.map(() => 'ECONNREFUSED'));
	expect(asked.length).toBeGreaterThan(3);
	expect(asked[0]).toMatchObject({ LettersPostponed: 1 });
	expect(system.deadLetters()).toEqual({ changes: [], schedules: [], functions: [] });

	await cable.plug();
	for (let minute = 0; minute < 60; minute += 2) await firm.pass('PT2M');
	expect(sent()).toHaveLength(PEOPLE);
	expect(new Set(sent().map(({ to }) => to)).size).toBe(PEOPLE);
	expect(sent().find(({ to }) => to === firm.coachee.mail)?.subject).toBe('Due at nine and 1 more');
	expect(await firm.statuses(late)).toEqual(['sent']);
	expect((await firm.rows('letter')).filter(({ status }) => status !== 'sent')).toEqual([]);
	expect(system.deadLetters()).toEqual({ changes: [], schedules: [], functions: [] });
});
