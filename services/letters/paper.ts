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

const coloured = ({ paper, ink, soft, line, accent, onAccent }: typeof LIGHT): string =>
	`body{background:${paper};color:${ink}}a{color:${accent}}.b{background:${accent};color:${onAccent}}.s{color:${soft}}.s,blockquote{border-color:${line}}`;

/** Said once at the head and not on every line: where a mail program drops it, a plain letter is left, and reads as well. */
const STYLE = `body{margin:0;padding:32px 16px;overflow-wrap:anywhere;word-break:break-word;font:17px/1.5 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{display:block;max-width:600px;margin:0 auto}
h1,h2{font:600 24px/1.3 Georgia,"Times New Roman",serif;margin:0 0 8px}
h2{font-size:19px;margin-top:32px}
blockquote{font:20px/1.5 Georgia,"Times New Roman",serif;margin:0 0 24px;padding-left:16px;border-left:3px solid}
p{margin:0 0 16px}
a{display:inline-block;padding:12px 16px 12px 0}
.b{padding:12px 24px;border-radius:6px;text-decoration:none;font-weight:600;margin-bottom:8px}
.s{margin-top:32px;padding-top:16px;border-top:1px solid;font-size:13px}
${coloured(LIGHT)}
@media(prefers-color-scheme:dark){${coloured(DARK)}}`;

/** What a person wrote: the largest thing, whichever way its script runs. */
export const heading = (text: string): Markup => html`<h1 dir="auto">${text}</h1>`;

export const smallHeading = (text: string): Markup => html`<h2 dir="auto">${text}</h2>`;

/** What a person wrote to the reader by hand. */
export const quote = (text: string): Markup => html`<blockquote dir="auto">${text}</blockquote>`;

export const paragraph = (text: string): Markup => html`<p>${text}</p>`;

export const button = (href: string, text: string): Markup => html`<a class="b" href="${href}">${text}</a>`;

export const link = (href: string, text: string): Markup => html`<a href="${href}">${text}</a>`;

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
					${raw(STYLE)}
				</style>
			</head>
			<body>
				<main>
					${body}
					<div class="s">${small}</div>
				</main>
			</body>
		</html>`;

/** Shorter text that ends in an ellipsis. Signs are counted as people see them, and none counts for less than half its length. */
export function clip(text: string, max: number): string {
	let kept = '';
	let count = 0;
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		count += Math.max(1, segment.length / 2);
		if (count > max) return `${kept}…`;
		// One sign less than there is room for, so that the ellipsis fits as well.
		if (count <= max - 1) kept += segment;
	}
	return text;
}
