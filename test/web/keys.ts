import type { Visitor } from './visitor.ts';

/** What has the focus: what it is called, and what is wrong with how that looks. */
export interface Focused {
	name: string;
	wrong: string;
}

/** Runs in the page. */
function focused(): Focused | undefined {
	const element = document.activeElement;
	if (!(element instanceof HTMLElement) || element === document.body) return undefined;
	const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
	const name = element.ariaLabel ?? (labels.map((label) => label.innerText).join(' ') || element.innerText);
	const { outlineStyle, outlineWidth } = getComputedStyle(element);
	// The button inside a date field draws a ring of its own.
	const isInside = !element.matches(':focus-visible');
	const isRinged = isInside || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2);
	const box = element.getClientRects()[0];
	const at = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
	const isSeen = at && (element.contains(at) || at.contains(element) || labels.some((label) => label.contains(at)));
	return { name: name.trim().split('\n')[0]!, wrong: isRinged ? (isSeen ? '' : 'hidden') : 'no ring' };
}

/** Presses Tab from the top of the page to its end. */
export async function tabsThrough({ page }: Visitor): Promise<Focused[]> {
	const found: Focused[] = [];
	for (let presses = 0; presses < 150; presses += 1) {
		await page.keyboard.press('Tab');
		const one = await page.evaluate(focused);
		if (!one) return found;
		found.push(one);
	}
	throw new Error('The focus never leaves this page');
}

/** Presses Tab until what has the focus is called this. */
export async function tabsTo({ page }: Visitor, name: string): Promise<void> {
	for (let presses = 0; presses < 100; presses += 1) {
		await page.keyboard.press('Tab');
		if ((await page.evaluate(focused))?.name === name) return;
	}
	throw new Error(`Tab never comes to “${name}”`);
}
