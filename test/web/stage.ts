import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Browser } from 'playwright-core';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { launch } from '#test/support/browser.ts';
import type { Person } from '#test/support/person.ts';
import { Visitor, type VisitorOptions } from './visitor.ts';

/** The two screens every story is told on; the second one in the dark, so that both sets of colours are looked at. */
export const SCREENS = [
	{ screen: 'phone', width: 390, height: 844, colorScheme: 'light', isMobile: true },
	{ screen: 'desk', width: 1280, height: 800, colorScheme: 'dark', isMobile: false },
] as const;
export type Screen = (typeof SCREENS)[number];

/** How far indexes trail the table in every story, in milliseconds. */
const LAG_MS = 400;
/** The same where weeks pass: each step of the clock waits for the indexes. */
export const WHERE_TIME_PASSES = { indexLagMs: 20 };

export interface Stage extends Demo {
	/** Somebody opens a browser of their own; as `person`, they are signed in already. */
	comes(screen: Screen, as?: Person, options?: VisitorOptions): Promise<Visitor>;
	/** One of the demo firm. */
	person(name: string): Person;
}

/** One system and one browser for a file; after each story everything its visitors saw must have been in order. */
export function useStage({ indexLagMs = LAG_MS }: { indexLagMs?: number } = {}): Stage {
	let browser: Browser | undefined;
	let visitors: Visitor[] = [];
	const [visited, seen] = [new Set<string>(), new Set<string>()];
	const stage = {
		async comes(screen, as, options = {}) {
			const visitor = await Visitor.come(browser!, stage.system.origin, screen, as, options);
			visitors.push(visitor);
			return visitor;
		},
		person(name) {
			const { admin, coaches, coachees } = stage.world;
			return [admin, ...coaches, ...coachees].find((person) => person.name === name)!;
		},
	} as Stage;

	beforeAll(async () => {
		const [demo, launched] = await Promise.all([startDemo({ indexLagMs }), launch()]);
		browser = launched;
		Object.assign(stage, demo);
	});
	afterEach(async ({ task }) => {
		const leaving = visitors;
		visitors = [];
		for (const visitor of leaving) {
			for (const kind of visitor.visited) visited.add(`${visitor.screen.screen} ${kind}`);
			for (const kind of visitor.seen) seen.add(`${visitor.screen.screen} ${kind}`);
		}
		const failed = task.result?.state === 'fail';
		const complaints = leaving.map((visitor) => visitor.complaints()).join('');
		await Promise.all(leaving.map((visitor) => visitor.leave(failed ? task.name : undefined)));
		if (complaints) throw new Error(complaints);
	});
	afterAll(async () => {
		await browser?.close();
		await stage.stop?.();
		expect(
			[...visited].filter((kind) => !seen.has(kind)),
			'pages nobody looked over',
		).toEqual([]);
	});
	return stage;
}
