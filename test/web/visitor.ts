import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page, Response } from 'playwright-core';
import type { Person } from '#test/support/person.ts';
import { browserOn, kindOf, lookOver } from './look.ts';
import type { Screen } from './stage.ts';

export interface VisitorOptions {
	/** A browser whose script is turned off. */
	withoutScript?: boolean;
}

/** Somebody at a screen: looks at every page they come to, counts their taps, and notices what goes wrong under the surface. */
export class Visitor {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly screen: Screen;
	/** Presses so far; a text typed into a field counts as one. */
	taps = 0;
	readonly #withoutScript: boolean;
	readonly #wrong: string[] = [];
	/** The kinds of pages this visitor came to, and those they looked over. */
	readonly visited = new Set<string>();
	readonly seen = new Set<string>();
	#refusal: { path: RegExp; status: number } | undefined;
	#isCutOff = false;

	private constructor(page: Page, origin: string, screen: Screen, options: VisitorOptions) {
		this.page = page;
		this.context = page.context();
		this.screen = screen;
		this.#withoutScript = options.withoutScript ?? false;
		page.setDefaultTimeout(15_000);
		page.on('console', (message) => this.#hear(message));
		page.on('pageerror', (error) => this.#wrong.push(`a script broke: ${error.message}`));
		page.on('response', (response) => this.#receive(response));
		page.on('requestfailed', (request) => {
			const why = request.failure()?.errorText ?? '';
			// A page that is left takes its own requests with it; and a browser without script stops what is announced of it.
			const isStopped = why.includes('ERR_ABORTED') || (this.#withoutScript && request.url().endsWith('.js'));
			if (!isStopped && !this.#isCutOff) this.#wrong.push(`${request.method()} ${request.url()} failed: ${why}`);
		});
		page.on('framenavigated', (frame) => {
			if (frame === page.mainFrame() && frame.url().startsWith(origin)) this.visited.add(kindOf(frame.url()));
		});
	}

	static async come(
		browser: Browser,
		origin: string,
		screen: Screen,
		as: Person | undefined,
		options: VisitorOptions,
	): Promise<Visitor> {
		const context = await browser.newContext({
			...browserOn(screen),
			timezoneId: 'Europe/Amsterdam',
			javaScriptEnabled: !options.withoutScript,
			baseURL: origin,
		});
		if (as) await context.addCookies([...as.cookies].map(([name, value]) => ({ name, value, url: origin })));
		return new Visitor(await context.newPage(), origin, screen, options);
	}

	/** Opens an address and waits until it can be used. */
	async goes(to: string): Promise<void> {
		await this.page.goto(to, { waitUntil: 'load' });
		await this.awake();
	}

	/** Waits for the page with this heading. */
	async arrives(heading: string | RegExp): Promise<void> {
		await this.page.getByRole('heading', { name: heading }).first().waitFor();
		await this.awake();
	}

	/** Resolves when script, where there is any, has taken the page over: it is then that the page can read itself out. */
	async awake(): Promise<void> {
		const hasScript = (await this.page.locator('body[data-sveltekit-preload-data]').count()) > 0;
		if (!this.#withoutScript && hasScript) await this.page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	}

	/** One tap with a thumb, or one click. */
	async presses(target: Locator): Promise<void> {
		this.taps += 1;
		await (this.screen.isMobile ? target.tap() : target.click());
	}

	/** A text typed into a field: one tap to get there, whatever its length. */
	async types(label: string | RegExp, text: string): Promise<void> {
		this.taps += 1;
		await this.page.getByLabel(label).fill(text);
	}

	/** Chooses from a list, by what an option says. */
	async chooses(label: string, option: string | RegExp): Promise<void> {
		this.taps += 1;
		const list = this.page.getByLabel(label);
		const says = await list.locator('option', { hasText: option }).first().innerText();
		await list.selectOption({ label: says.trim() });
	}

	/** Looks the page over as it stands: for everyone, and nothing to be pushed aside to be seen. */
	async looks(): Promise<void> {
		const kind = kindOf(this.page.url());
		this.seen.add(kind);
		await lookOver(this.page, this.screen, !this.#withoutScript);
		await this.#keep(kind);
	}

	/** Does something to which the product says no, rightly. */
	async isRefused(path: RegExp, status: number, doing: () => Promise<unknown>): Promise<void> {
		this.#refusal = { path, status };
		await doing();
		if (this.#refusal) throw new Error(`Nothing at ${path} was refused with ${status}`);
	}

	/** Does something while no network is there, and sees it through. */
	async isCutOff(doing: () => Promise<unknown>): Promise<void> {
		this.#isCutOff = true;
		await this.context.setOffline(true);
		await doing();
		await this.context.setOffline(false);
		this.#isCutOff = false;
	}

	/** What was wrong during the whole visit, in words; empty when nothing was. */
	complaints(): string {
		return this.#wrong.map((line) => `${this.screen.screen}: ${line}\n`).join('');
	}

	async leave(failed?: string): Promise<void> {
		if (failed) await this.#keep(`failed ${failed}`).catch(() => {});
		await this.context.close();
	}

	#hear(message: ConsoleMessage): void {
		const text = message.text();
		// What is answered with an error is judged as a response.
		if (this.#isCutOff && text.startsWith('TypeError: Failed to fetch')) return;
		if (message.type() === 'error' && !text.startsWith('Failed to load resource')) this.#wrong.push(`console: ${text}`);
	}

	#receive(response: Response): void {
		if (response.status() < 400) return;
		const { pathname, search } = new URL(response.url());
		const asked = this.#refusal;
		if (asked?.status === response.status() && asked.path.test(pathname + search)) this.#refusal = undefined;
		else this.#wrong.push(`${response.request().method()} ${pathname} answered ${response.status()}`);
	}

	/** With `PICTURES` set to a folder, every page that was looked at is kept there as a picture. */
	async #keep(name: string): Promise<void> {
		const folder = process.env.PICTURES;
		if (!folder) return;
		mkdirSync(folder, { recursive: true });
		const file = name.replaceAll(/[^a-z0-9]+/gi, '-');
		await this.page.screenshot({ path: `${folder}/${file}.${this.screen.screen}.png`, fullPage: true });
	}
}
