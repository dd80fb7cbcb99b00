import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as fc from 'fast-check';
import { goesOn, Keeper, type Kept, type Put, type Standing } from '#lib/reflect/keeper.ts';
import { newId } from '#shared/new-id.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A draft at the server, under the server's own rules: whoever does not know the newest is refused, and kept beside it. */
class Server {
	standing: Standing | undefined;
	reachable = true;
	/** Answers are lost on the way back, though what was sent arrived. */
	deaf = false;
	asked = 0;
	readonly aside: string[] = [];
	async put(kept: Kept): Promise<Put> {
		await new Promise((resolve) => setTimeout(resolve, 80));
		if (!this.reachable) return { ok: false, why: 'away' };
		this.asked += 1;
		const { standing } = this;
		if (standing?.sent || (standing && standing.device !== kept.device && standing.version !== kept.version)) {
			this.aside.push(textOf(kept));
			return { ok: false, why: 'stale', current: standing };
		}
		return this.#take(kept);
	}
	async resolve(kept: Kept): Promise<Put> {
		await new Promise((resolve) => setTimeout(resolve, 80));
		if (!this.reachable) return { ok: false, why: 'away' };
		if (!this.standing) return { ok: false, why: 'refused' };
		this.aside.push(textOf(this.standing));
		return this.#take(kept);
	}
	#take(kept: Kept): Put {
		const { draftId, reflectionId, answers, sharing, device } = kept;
		const version = (this.standing?.version ?? 0) + 1;
		this.standing = { draftId, reflectionId, answers, sharing, device, version, sent: false };
		return this.deaf ? { ok: false, why: 'away' } : { ok: true, version };
	}
}

/** One device's own storage, which outlives its pages. */
class Device {
	kept: Kept | undefined;
	refuses = false;
	write(kept: Kept): boolean {
		if (!this.refuses) this.kept = kept;
		return !this.refuses;
	}
	drop(): void {
		this.kept = undefined;
	}
}

const textOf = (one: Pick<Kept, 'answers'> | undefined): string => String(one?.answers.words ?? '');
const writing = (words: string) => ({ answers: { words }, sharing: 'shared' as const });
let visits = 0;

/** Opens the page on a device, as the product does: with what the server showed, and what stands here. */
function opens(device: Device, server: Server): Keeper {
	const standing = server.reachable ? server.standing : undefined;
	const from = goesOn(device.kept, standing);
	const base = from === 'device' ? device.kept! : standing;
	const kept: Kept = {
		engagementId: 'eng',
		subject: 'prm-1',
		questionnaireId: 'q',
		draftId: 'drf',
		reflectionId: 'rfl',
		...writing(textOf(base)),
		device: `visit${(visits += 1)}`,
		version:
			from === 'device' && standing?.device !== device.kept?.device ? device.kept!.version : (standing?.version ?? 0),
		dirty: from === 'device' && device.kept!.dirty,
		at: '',
	};
	return new Keeper(
		{
			device,
			server: { put: (one) => server.put(one), resolve: (one) => server.resolve(one) },
			cause: () => newId('req'),
			now: () => new Date().toISOString(),
			changed: () => {},
		},
		kept,
	);
}

test('a keystroke is on the device at once, and at the server within a second', async () => {
	const [device, server] = [new Device(), new Server()];
	const page = opens(device, server);
	page.type(writing('I'));
	expect(textOf(device.kept)).toBe('I');
	expect(page.state).toBe('onDevice');
	// Somebody who never pauses is kept all the same.
	for (let at = 0; at < 10; at += 1) {
		page.type(writing('I'.repeat(at + 2)));
		await vi.advanceTimersByTimeAsync(100);
	}
	expect(textOf(server.standing).length).toBeGreaterThan(5);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(textOf(server.standing)).toBe('I'.repeat(11));
	expect(page.state).toBe('kept');
	expect(server.asked).toBeLessThan(4);
});

test('a tab that is closed before anything arrived goes on where it stopped', async () => {
	const [device, server] = [new Device(), new Server()];
	const page = opens(device, server);
	page.type(writing('half a sen'));
	page.stop();
	const again = opens(device, server);
	expect(textOf(again.kept)).toBe('half a sen');
	await vi.advanceTimersByTimeAsync(200);
	expect(textOf(server.standing)).toBe('half a sen');
});

test('without a network it stays on the device, says so once, and goes on by itself', async () => {
	const [device, server] = [new Device(), new Server()];
	const page = opens(device, server);
	server.reachable = false;
	page.type(writing('on the train'));
	await vi.advanceTimersByTimeAsync(60_000);
	expect(page.state).toBe('offline');
	server.reachable = true;
	page.flush();
	await vi.advanceTimersByTimeAsync(100);
	expect([page.state, textOf(server.standing)]).toEqual(['kept', 'on the train']);
});

test('an answer that got lost on its way back makes nobody a stranger to their own text', async () => {
	const [device, server] = [new Device(), new Server()];
	const page = opens(device, server);
	server.deaf = true;
	page.type(writing('heard'));
	await vi.advanceTimersByTimeAsync(900);
	page.type(writing('heard, and more'));
	page.stop();
	server.deaf = false;
	const again = opens(device, server);
	expect(textOf(again.kept)).toBe('heard, and more');
	await vi.advanceTimersByTimeAsync(200);
	expect([again.other, textOf(server.standing)]).toEqual([undefined, 'heard, and more']);
});

test('what two devices wrote is both kept, and the person chooses', async () => {
	const [phone, desk, server] = [new Device(), new Device(), new Server()];
	const there = opens(phone, server);
	there.type(writing('from the phone'));
	await vi.advanceTimersByTimeAsync(900);
	const here = opens(desk, server);
	expect(textOf(here.kept)).toBe('from the phone');
	here.type(writing('from the desk'));
	await vi.advanceTimersByTimeAsync(900);
	there.type(writing('from the phone, later'));
	await vi.advanceTimersByTimeAsync(900);
	expect([textOf(there.other), textOf(there.kept)]).toEqual(['from the desk', 'from the phone, later']);
	// It goes on keeping, and sends nothing until there is a choice.
	there.type(writing('from the phone, later still'));
	await vi.advanceTimersByTimeAsync(5_000);
	expect(textOf(server.standing)).toBe('from the desk');
	expect(textOf(phone.kept)).toBe('from the phone, later still');
	const chosen = there.choose('there');
	await vi.advanceTimersByTimeAsync(100);
	expect(textOf((await chosen)!)).toBe('from the desk');
	expect(server.aside).toContain('from the phone, later');
	expect(there.other).toBeUndefined();
});

test('a choice that could not be settled is asked again, and takes nothing away', async () => {
	const [phone, desk, server] = [new Device(), new Device(), new Server()];
	const there = opens(phone, server);
	there.type(writing('one'));
	const here = opens(desk, server);
	here.type(writing('two'));
	await vi.advanceTimersByTimeAsync(900);
	expect(textOf(here.other)).toBe('one');
	server.reachable = false;
	const chosen = here.choose('there');
	await vi.advanceTimersByTimeAsync(100);
	expect(await chosen).toBeUndefined();
	expect([textOf(here.other), textOf(desk.kept)]).toEqual(['one', 'two']);
});

test('a second tab of the same device is followed where nothing is unsent, and asked about where something is', async () => {
	const [device, server] = [new Device(), new Server()];
	const page = opens(device, server);
	const other = opens(device, server);
	other.type(writing('in the other tab'));
	expect(page.heard(device.kept!)).toBe('follows');
	page.type(writing('here'));
	other.type(writing('in the other tab too'));
	expect(page.heard(device.kept!)).toBe('asks');
	expect(textOf(page.other)).toBe('in the other tab too');
});

test('where a browser keeps nothing that is said, until the server has it', async () => {
	const [device, server] = [new Device(), new Server()];
	device.refuses = true;
	const page = opens(device, server);
	page.type(writing('nowhere yet'));
	expect(page.state).toBe('nowhere');
	await vi.advanceTimersByTimeAsync(900);
	expect(page.state).toBe('kept');
});

test('what was sent leaves nothing behind, and older text from elsewhere finds out', async () => {
	const [phone, desk, server] = [new Device(), new Device(), new Server()];
	const there = opens(phone, server);
	const here = opens(desk, server);
	here.type(writing('an answer'));
	await vi.advanceTimersByTimeAsync(900);
	here.hold(true);
	server.standing = { ...server.standing!, answers: {}, sent: true, version: server.standing!.version + 1 };
	here.done();
	expect(desk.kept).toBeUndefined();
	there.type(writing('too late'));
	await vi.advanceTimersByTimeAsync(900);
	expect([there.state, textOf(phone.kept)]).toEqual(['sent', 'too late']);
	const asked = server.asked;
	there.type(writing('too late, still'));
	await vi.advanceTimersByTimeAsync(60_000);
	expect(server.asked).toBe(asked);
});

type Cut = 'type' | 'wait' | 'close' | 'offline' | 'online' | 'deaf' | 'switch' | 'choose';

test('a thousand random cuts: nothing typed is ever lost without a word, on whatever device', async () => {
	const cut = fc.constantFrom<Cut>(
		'type',
		'type',
		'type',
		'wait',
		'close',
		'offline',
		'online',
		'deaf',
		'switch',
		'choose',
	);
	await fc.assert(
		fc.asyncProperty(fc.array(cut, { minLength: 5, maxLength: 40 }), async (cuts) => {
			const [devices, server] = [[new Device(), new Device()] as const, new Server()];
			let on = 0;
			let page = opens(devices[0], server);
			let count = 0;
			/** Every text that somebody saw as theirs last, and has not given up by a choice or by going on from it. */
			const living = new Set<string>();
			for (const what of cuts) {
				if (what === 'type') {
					count += 1;
					const words = `${textOf(page.kept)}${count};`;
					living.delete(textOf(page.kept));
					living.add(words);
					page.type(writing(words));
				} else if (what === 'wait') await vi.advanceTimersByTimeAsync(40_000);
				else if (what === 'close' || what === 'switch') {
					page.stop();
					if (what === 'switch') on = 1 - on;
					page = opens(devices[on]!, server);
				} else if (what === 'offline') server.reachable = false;
				else if (what === 'online') [server.reachable, server.deaf] = [true, false];
				else if (what === 'deaf') server.deaf = true;
				else if (page.other) {
					const [mine, theirs] = [textOf(page.kept), textOf(page.other)];
					const chosen = page.choose(count % 2 ? 'here' : 'there');
					await vi.advanceTimersByTimeAsync(100);
					if (await chosen) living.delete(count % 2 ? theirs : mine);
				}
			}
			page.stop();
			const found = [...devices.map(({ kept }) => textOf(kept)), textOf(server.standing), ...server.aside];
			for (const words of living) expect(found.some((one) => one.startsWith(words))).toBe(true);
		}),
		{ numRuns: 1_000 },
	);
});
