import { html, raw } from 'hono/html';
import type { Words } from '#shared/messages/words.ts';

/** Text a template has made safe. */
export type Markup = ReturnType<typeof html>;

/** Colours in daylight and in the dark, as in the web's tokens; letters cannot read those. */
export const LIGHT = {
	paper: '#faf6ee',
	sheet: '#fffdf9',
	ink: '#1e2927',
	soft: '#4d5855',
	line: '#ddd4c3',
	edge: '#85807a',
	accent: '#0d5358',
	onAccent: '#ffffff',
	wrong: '#96301c',
};
export const DARK: typeof LIGHT = {
	paper: '#161c1b',
	sheet: '#1e2524',
	ink: '#ece7db',
	soft: '#b5bab2',
	line: '#353f3d',
	edge: '#838d89',
	accent: '#86cbc7',
	onAccent: '#0b2022',
	wrong: '#f2a48f',
};

const SERIF = "Georgia, 'Iowan Old Style', 'Times New Roman', serif";
const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** What a person wrote: the largest thing, whichever way its script runs. */
export const heading = (text: string) =>
	html`<h1 dir="auto" style="font:600 24px/1.3 ${raw(SERIF)};margin:0 0 8px">${text}</h1>`;

export const smallHeading = (text: string) =>
	html`<h2 dir="auto" style="font:600 19px/1.35 ${raw(SERIF)};margin:24px 0 4px">${text}</h2>`;

export const paragraph = (text: string) => html`<p style="margin:0 0 16px">${text}</p>`;

export const button = (href: string, text: string) =>
	html`<a
		class="b"
		href="${href}"
		style="display:inline-block;padding:12px 24px;margin:0 12px 12px 0;border-radius:6px;background:${LIGHT.accent};color:${LIGHT.onAccent};text-decoration:none;font-weight:600"
		>${text}</a
	>`;

export const link = (href: string, text: string) =>
	html`<a class="a" href="${href}" style="display:inline-block;padding:12px 16px 12px 0;color:${LIGHT.accent}"
		>${text}</a
	>`;

/** A letter's sheet: 600 pixels, nothing fetched from anywhere, readable in the dark. `small` is the print at its foot. */
export async function sheet(
	words: Words,
	subject: string,
	body: Markup | Markup[],
	small: Markup | Markup[],
): Promise<string> {
	const whole = await frame(words, subject, body, small);
	// Indentation is a quarter of it, and every letter is paid for by its size.
	return String(whole).replace(/\s*\n\s*/g, '\n');
}

const frame = (words: Words, subject: string, body: Markup | Markup[], small: Markup | Markup[]): Markup =>
	html`<!doctype html>
		<html lang="${words.lang}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="supported-color-schemes" content="light dark" />
				<title>${subject}</title>
				<style>
					@media (prefers-color-scheme: dark) {
						body {
							background: ${raw(DARK.paper)} !important;
							color: ${raw(DARK.ink)} !important;
						}
						.b {
							background: ${raw(DARK.accent)} !important;
							color: ${raw(DARK.onAccent)} !important;
						}
						.a {
							color: ${raw(DARK.accent)} !important;
						}
						.s {
							color: ${raw(DARK.soft)} !important;
							border-color: ${raw(DARK.line)} !important;
						}
					}
				</style>
			</head>
			<body style="margin:0;padding:32px 16px;background:${LIGHT.paper};color:${LIGHT.ink};font:17px/1.5 ${raw(SANS)}">
				<div style="max-width:600px;margin:0 auto">
					${body}
					<div
						class="s"
						style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid ${LIGHT.line};font-size:13px;color:${LIGHT.soft}"
					>
						${small}
					</div>
				</div>
			</body>
		</html>`;

/** Shorter text that ends in an ellipsis; characters are counted as people count them. */
export function clip(text: string, max: number): string {
	const characters = [...new Intl.Segmenter().segment(text)];
	if (characters.length <= max) return text;
	return `${characters
		.slice(0, max - 1)
		.map(({ segment }) => segment)
		.join('')}…`;
}
