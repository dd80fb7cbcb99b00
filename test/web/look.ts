import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Screen } from './stage.ts';

/** A browser on this screen, as `newContext` takes it. */
export const browserOn = ({ width, height, colorScheme, isMobile }: Screen) =>
	({
		viewport: { width, height },
		colorScheme,
		isMobile,
		hasTouch: isMobile,
		reducedMotion: 'reduce',
		locale: 'en-GB',
	}) as const;

/** What page an address is, whosever it may be. */
export function kindOf(url: string): string {
	const { pathname } = new URL(url);
	return pathname.replaceAll(/\/(?:[a-z]{3}_[0-9a-z]{20,}|[A-Za-z0-9_-]{30,})/g, '/…');
}

/** Looks a page over as it stands: for everyone, and nothing to be pushed aside to be seen. */
export async function lookOver(page: Page, screen: Screen, runsScript: boolean): Promise<void> {
	const kind = kindOf(page.url());
	const said = runsScript ? await violations(page) : await violationsOfTwin(page, screen);
	expect(said, `${kind} for everyone`).toEqual([]);
	expect(await page.evaluate(tooWide, screen.width), `${kind} scrolls sideways`).toEqual([]);
}

async function violations(page: Page): Promise<string[]> {
	const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Axe is script itself: where the page may run none, it looks at the same page in a browser that may. */
async function violationsOfTwin(page: Page, screen: Screen): Promise<string[]> {
	const context = await page.context().browser()!.newContext(browserOn(screen));
	try {
		const twin = await context.newPage();
		await twin.setContent((await page.content()).replaceAll(/<script[^]*?<\/script>/g, ''));
		return await violations(twin);
	} finally {
		await context.close();
	}
}

/** Runs in the page: what makes it wider than the screen. */
function tooWide(width: number): string[] {
	if (document.documentElement.scrollWidth <= width) return [];
	return [...document.querySelectorAll('body *')]
		.filter((one) => one.getBoundingClientRect().right > width && one.children.length === 0)
		.map((one) => `${one.parentElement?.className ?? ''} ${one.outerHTML.slice(0, 120)}`);
}
