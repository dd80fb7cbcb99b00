import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, test } from 'vitest';
import { openMailServer } from './fixtures/mail-server.ts';

const script = new URL('../../infra/local/start.ts', import.meta.url).pathname;
const directories: string[] = [];
const running: { child: ChildProcess; ended: Promise<unknown> }[] = [];

const directory = () => {
	directories.push(mkdtempSync(join(tmpdir(), 'focuscoachee-')));
	return directories.at(-1)!;
};
afterEach(async () => {
	for (const { child, ended } of running.splice(0)) {
		child.kill('SIGTERM');
		await ended;
	}
	for (const path of directories.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** The command as npm runs it, on what the tests have built already. */
function run(environment: Record<string, string>, ...args: string[]) {
	const env = { PATH: process.env.PATH, BUILD: 'skip', DEMO: 'none', PORT: '0', ...environment };
	const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
	running.push({ child, ended });
	const ready = new Promise<string>((resolve, reject) => {
		child.stdout.on('data', () => {
			const origin = /^ready (http:\/\/localhost:\d+)$/m.exec(said)?.[1];
			if (origin) resolve(origin);
		});
		void ended.then(() => reject(new Error(`It ended before it was ready: ${said}`)));
	});
	ready.catch(() => {});
	return { child, ready, ended, said: () => said };
}

describe('npm start', () => {
	test('says where everything is, answers, and ends with all it started on Ctrl-C', async () => {
		const DATA_DIR = directory();
		const { child, ready, ended, said } = run({ DATA_DIR });
		const origin = await ready;
		expect(said()).toContain(`${origin}/local/mailbox`);
		expect((await fetch(`${origin}/local/clock`)).status).toBe(200);
		const lock = JSON.parse(readFileSync(join(DATA_DIR, 'lock'), 'utf8')) as { children: { pid: number }[] };

		const asked = performance.now();
		child.kill('SIGINT');
		child.kill('SIGINT');
		expect(await ended).toBe(0);
		expect(performance.now() - asked).toBeLessThan(3000);
		expect(existsSync(join(DATA_DIR, 'lock'))).toBe(false);
		expect(() => process.kill(lock.children[0]!.pid, 0)).toThrow('ESRCH');
	});

	test('refuses a directory and a port that are in use, in a line of plain words', async () => {
		const DATA_DIR = directory();
		const origin = await run({ DATA_DIR }).ready;
		const PORT = new URL(origin).port;

		const same = run({ DATA_DIR });
		expect(await same.ended).toBe(1);
		expect(same.said().trim()).toMatch(/ is in use by a running FocusCoachee .*set DATA_DIR to another directory\.$/);

		const taken = run({ DATA_DIR: directory(), PORT });
		expect(await taken.ended).toBe(1);
		expect(taken.said().trim()).toBe(
			`Port ${PORT} is taken by another program. Stop it, or set PORT to another number.`,
		);
	});

	test('with SMTP_URL letters really leave, and its password goes nowhere else', async () => {
		const world = await openMailServer({ onAuth: ({ username }, _, done) => done(null, { user: username }) });
		const [DATA_DIR, SMTP_URL] = [directory(), `smtp://ann%40northlight.test:horse-battery@127.0.0.1:${world.port}`];
		const { ready, said, child, ended } = run({ DATA_DIR, SMTP_URL, VERBOSE: '1' });
		const origin = await ready;
		expect(said()).toContain(`leaves through 127.0.0.1:${world.port}`);
		const found = { organization: 'Heron', name: 'Ada', zone: 'Europe/Rome', language: 'en' };
		for (const mail of ['ada@heron.example', 'ada@heron.test']) {
			const answer = await fetch(`${origin}/api/auth/found`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin },
				body: JSON.stringify({ ...found, mail }),
			});
			expect(answer.status).toBe(200);
		}
		await expect.poll(() => world.handed.length, { timeout: 15_000, interval: 10 }).toBe(1);
		expect(world.recipients).toEqual(['ada@heron.test']);
		const letter = await simpleParser(world.handed[0]!.message);
		expect(letter.text).toMatch(/\n {4}\d[\d ]+\n/);
		expect(letter.from?.value).toEqual([{ name: 'FocusCoachee', address: 'ann@northlight.test' }]);
		expect(await (await fetch(`${origin}/local/mailbox`)).text()).toContain('They leave by SMTP');
		child.kill('SIGTERM');
		await ended;
		await world.stop();
		const kept = globSync(`${DATA_DIR}/**`, { withFileTypes: true }).filter((entry) => entry.isFile());
		expect(kept.length).toBeGreaterThan(3);
		for (const { parentPath, name } of kept)
			expect(readFileSync(join(parentPath, name)).includes('horse-battery'), name).toBe(false);
		expect(said()).not.toContain('horse-battery');
	});

	test('knows nonsense when it sees it', async () => {
		const wrong = run({ DATA_DIR: directory(), PORT: 'three' });
		expect(await wrong.ended).toBe(1);
		expect(wrong.said().trim()).toBe('PORT is a number up to 65535, not three');
		const server = run({ DATA_DIR: directory(), SMTP_URL: 'mail.northlight.test:secret' });
		expect(await server.ended).toBe(1);
		expect(server.said().trim()).toBe(
			'SMTP_URL is not the address of a mail server, such as smtp://user:password@host:587 or smtps://host.',
		);
		const help = run({}, '--help');
		expect(await help.ended).toBe(0);
		expect(help.said()).toContain('DATA_DIR');
	});
});
