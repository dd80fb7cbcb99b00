import { html, raw } from 'hono/html';
import type { Words } from '#shared/messages/words.ts';
import { DARK, LIGHT, type Markup } from '#services/letters/paper.ts';

/** What a page of a letter's link says, without its frame. */
export interface Page {
	words: Words;
	title: string;
	body: Markup | Markup[];
	/** What is wrong with what was sent, in words; it comes first. */
	problem?: string | undefined;
}

/** Plain HTML of a few kilobytes: no script, nothing fetched, usable with one thumb, by keyboard and by ear. */
export const page = ({ words, title, body, problem }: Page): Markup =>
	html`<!doctype html>
		<html lang="${words.lang}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="robots" content="noindex" />
				<title>${problem ? `${words.page.problem}: ` : ''}${title} · FocusCoachee</title>
				<style>
					${raw(STYLE)}
				</style>
			</head>
			<body>
				<main>
					${
						problem &&
						html`<div class="problem" role="alert">
							<h2>${words.page.problem}</h2>
							<p id="problem">${problem}</p>
						</div>`
					}
					${body}
				</main>
				<footer><a href="/">${words.page.open}</a></footer>
			</body>
		</html>`;

/** A page that says one thing and offers nothing: a link that is over, an error. */
export const notice = (words: Words, title: string, note: string): Markup =>
	page({
		words,
		title,
		body: html`<h1>${title}</h1>
			<p>${note}</p>`,
	});

const colours = (of: typeof LIGHT): string =>
	Object.entries(of)
		.map(([name, value]) => `--${name}:${value};`)
		.join('');

const STYLE = `
:root{${colours(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${colours(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,footer{max-width:34rem;margin:0 auto;padding:24px 20px}
main{padding-top:40px}
footer{font-size:15px}
h1{font:600 28px/1.25 Georgia,"Iowan Old Style",serif;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:17px;margin:0 0 8px}
p{margin:0 0 16px;overflow-wrap:anywhere}
blockquote{margin:0 0 16px;padding-left:16px;border-left:3px solid var(--line);font-family:Georgia,serif;overflow-wrap:anywhere}
section{border-top:1px solid var(--line);padding:24px 0 8px}
label{display:block;margin-bottom:4px}
form{margin:0 0 16px}
input,textarea{font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--edge);border-radius:6px;padding:10px 12px;width:100%;min-height:48px;margin-bottom:12px}
button{font:inherit;font-weight:600;min-height:48px;padding:10px 24px;border-radius:6px;border:1px solid var(--accent);background:transparent;color:var(--accent);cursor:pointer;margin:0 8px 8px 0}
fieldset{border:0;padding:0;margin:0 0 24px}
form:has(.question){margin-top:24px}
legend,.ask{font-weight:600;padding:0;margin-bottom:8px;overflow-wrap:anywhere}
.question{margin:0 0 24px}
.choice{display:flex;gap:12px;align-items:center;min-height:48px;padding:4px 0;margin:0;overflow-wrap:anywhere}
.choice input,.number input{width:22px;height:22px;min-height:0;margin:0;flex:none;accent-color:var(--accent)}
.scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(48px,1fr));gap:4px}
.number{display:flex;flex-direction:column;align-items:center;gap:4px;min-height:56px;justify-content:center;border:1px solid var(--edge);border-radius:6px;margin:0}
.ends{display:flex;justify-content:space-between;gap:16px;margin:4px 0 0}
.ends span:last-child{text-align:end}
.spoke{display:flex;justify-content:space-between;align-items:center;gap:16px;margin-bottom:8px}
.spoke select{margin:0}
select{font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--edge);border-radius:6px;min-height:48px;padding:0 12px;margin-bottom:12px}
.typed{white-space:pre-wrap}
.wrong{color:var(--wrong);font-weight:600}
button.main{background:var(--accent);color:var(--onAccent)}
button.quiet{border:0;padding:10px 0;font-weight:400;color:var(--soft);text-decoration:underline}
a{color:var(--accent);display:inline-block;padding:10px 0}
[aria-invalid]{border:2px solid var(--wrong)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.soft{color:var(--soft);font-size:15px}
.said{font-weight:600}
.problem{border-left:4px solid var(--wrong);padding:4px 0 4px 16px;margin:0 0 24px}
.problem h2{color:var(--wrong)}
.problem p{margin:0}`;
