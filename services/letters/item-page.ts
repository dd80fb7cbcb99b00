import { html } from 'hono/html';
import type { Action } from '#shared/domain/action.ts';
import { DROP_REASON_MAX, isLate } from '#shared/domain/action.ts';
import { NEVER } from '#shared/domain/reminder.ts';
import { addToDate, today } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { dayAlone, dayInWords } from '#shared/messages/day.ts';
import type { Words } from '#shared/messages/words.ts';
import { page } from '#services/letters/page.ts';
import type { Markup } from '#services/letters/paper.ts';

/** The three answers of a letter. */
export const ANSWERS = ['done', 'later', 'drop'] as const;
export type Answer = (typeof ANSWERS)[number];

export interface ItemView {
	words: Words;
	token: string;
	action: Action;
	now: string;
	/** The answer whose form comes first. */
	first?: Answer | undefined;
	/** What has just happened. */
	said?: string | undefined;
	/** The day it stood at before it was moved just now. */
	movedFrom?: string | undefined;
	problem?: string | undefined;
	typed?: { dueOn?: string | undefined; reason?: string | undefined } | undefined;
}

/** The one thing a link opens, as it stands, with what may be done about it. Nothing else of the trajectory. */
export function itemPage(view: ItemView): Markup {
	const { words, action, problem, said } = view;
	const body = html`<h1 dir="auto">${action.title}</h1>
		${said && html`<p class="said" role="status">${said}</p>`} ${view.movedFrom ? '' : standing(view)}
		${view.movedFrom ? moved(view, view.movedFrom) : action.status === 'open' ? answers(view) : undo(view)}
		<section>
			<p class="soft">${words.page.forYou}</p>
			${form(view, 'withdraw', html`<button class="quiet">${words.page.withdraw}</button>`)}
		</section>`;
	return page({ words, title: words.page.title, body, problem });
}

/** When it is due or what became of it, in words. */
function standing({ words, action, now }: ItemView): Markup {
	const here = today(now, action.zone);
	const day = (date: string) => dayInWords(date, here, words);
	const closed = day(action.closedAt ? today(action.closedAt, action.zone) : here);
	switch (action.status) {
		case 'open':
			return html`<p>
				${isLate(action, now) ? words.page.wasDue(day(action.dueOn)) : words.page.due(day(action.dueOn))}
			</p>`;
		case 'done':
			return html`<p>${words.page.isDone(closed)}</p>`;
		case 'dropped':
			return html`<p>${words.page.isDropped(closed)}</p>
				<p class="soft">${words.page.because}</p>
				<blockquote dir="auto">${action.dropReason ?? ''}</blockquote>`;
		default:
			return action.status satisfies never;
	}
}

function answers(view: ItemView): Markup[] {
	const { first = 'done' } = view;
	const sections = { done, later, drop };
	return [first, ...ANSWERS.filter((answer) => answer !== first)].map((answer) =>
		// The answer one came for has the one button that stands out.
		sections[answer](view, answer === first ? 'main' : ''),
	);
}

const done = (view: ItemView, look: string): Markup =>
	html`<section id="done" aria-label="${view.words.page.done}">
		${form(view, 'complete', html`<button class="${look}">${view.words.page.done}</button>`)}
	</section>`;

function later(view: ItemView, look: string): Markup {
	const { words, action, now, typed, problem } = view;
	const here = today(now, action.zone);
	const [tomorrow, week] = [addToDate(here, { days: 1 }), addToDate(here, { days: 7 })];
	const wrong = problem !== undefined && typed?.dueOn !== undefined;
	return html`<section id="later" aria-labelledby="later-title">
		<h2 id="later-title">${words.page.later}</h2>
		${form(
			view,
			'move',
			html`<button name="dueOn" value="${tomorrow}">
					${words.page.tomorrow(dayAlone(tomorrow, here, words, 'short'))}
				</button>
				<button name="dueOn" value="${week}">${words.page.nextWeek(dayAlone(week, here, words, 'short'))}</button>`,
		)}
		${form(
			view,
			'move',
			html`<label for="dueOn">${words.page.date}</label>
				<input
					id="dueOn"
					name="dueOn"
					type="date"
					min="${here}"
					value="${typed?.dueOn ?? (action.dueOn >= here ? action.dueOn : '')}"
					${wrong && html`aria-invalid="true" aria-describedby="problem"`}
				/>
				<button class="${look}">${words.page.move}</button>`,
		)}
	</section>`;
}

function drop(view: ItemView, look: string): Markup {
	const { words, typed, problem } = view;
	const wrong = problem !== undefined && typed?.reason !== undefined;
	return html`<section id="drop" aria-labelledby="drop-title">
		<h2 id="drop-title">${words.page.drop}</h2>
		${form(
			view,
			'drop',
			html`<label for="reason">${words.page.reason}</label>
				<p class="soft" id="reason-hint">${words.page.reasonHint}</p>
				<textarea
					id="reason"
					name="reason"
					rows="2"
					dir="auto"
					maxlength="${DROP_REASON_MAX}"
					aria-describedby="reason-hint${wrong ? ' problem' : ''}"
					${wrong && html`aria-invalid="true"`}
				>
${typed?.reason ?? ''}</textarea>
				<button class="${look}">${words.page.dropIt}</button>`,
		)}
	</section>`;
}

const undo = (view: ItemView): Markup =>
	html`<section aria-label="${view.words.page.undo}">
		${form(view, 'undo', html`<button>${view.words.page.undo}</button>`)}
	</section>`;

/** Back to the day it stood at. */
function moved(view: ItemView, from: string): Markup {
	const { words, action, token } = view;
	const back = html`<input type="hidden" name="dueOn" value="${from}" /><button>${words.page.undo}</button>`;
	return html`<section aria-label="${words.page.undo}">
		${action.nextAt !== NEVER && html`<p class="soft">${words.page.movedNote}</p>`} ${form(view, 'move', back)}
		<a href="/l/${token}?answer=later">${words.page.date}</a>
	</section>`;
}

/** The key of the request is made with the form: sent twice, it is one request. */
const form = ({ token }: Pick<ItemView, 'token'>, verb: string, fields: Markup): Markup =>
	html`<form method="post" action="/l/${token}/${verb}">
		<input type="hidden" name="cause" value="${newId('req')}" />${fields}
	</form>`;
