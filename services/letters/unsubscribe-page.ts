import { html } from 'hono/html';
import { PAUSE_MAX_DAYS } from '#shared/domain/budget.ts';
import { addToDate } from '#shared/domain/time.ts';
import { TOPICS, type Topic } from '#shared/domain/topic.ts';
import { dayAlone } from '#shared/messages/day.ts';
import type { Words } from '#shared/messages/words.ts';
import { page } from '#services/letters/page.ts';
import type { Markup } from '#services/letters/paper.ts';

export interface UnsubscribeView {
	words: Words;
	token: string;
	organization: string;
	/** Today on the reader's own calendar. */
	here: string;
	muted: readonly Topic[];
	/** The day a pause ends, in words. */
	paused: string | undefined;
	/** What has just happened, and what takes it back. */
	said?: string | undefined;
	back?: readonly Topic[] | undefined;
	problem?: string | undefined;
	typed?: string | undefined;
}

/** Topics as a sentence names them. */
export const inWords = (topics: readonly Topic[], { locale, unsubscribe }: Words): string =>
	new Intl.ListFormat(locale).format(topics.map((topic) => unsubscribe.topic[topic]));

/** Each kind of letter with its own switch, and a pause of all that remind. */
export function unsubscribePage(view: UnsubscribeView): Markup {
	const { words, token, organization, said, back, problem } = view;
	const { unsubscribe } = words;
	const body = html`<h1>${unsubscribe.title}</h1>
		${said && html`<p class="said" role="status">${said}</p>`}
		${back && form(token, 'subscribe', html`<button>${words.page.undo}</button>`)}
		<p class="soft">${unsubscribe.intro(organization)}</p>
		${TOPICS.map((topic) => topicSwitch(view, topic))} ${pause(view)}`;
	return page({ words, title: unsubscribe.title, body, problem });
}

function topicSwitch({ words: { unsubscribe }, token, muted }: UnsubscribeView, topic: Topic): Markup {
	const off = muted.includes(topic);
	const id = `topic-${topic}`;
	return html`<section aria-labelledby="${id}">
		<h2 id="${id}">${unsubscribe.topic[topic]}</h2>
		<p class="soft" id="${id}-state">${off ? unsubscribe.off : unsubscribe.on}</p>
		${form(
			token,
			off ? 'unmute' : 'mute',
			html`<input type="hidden" name="topic" value="${topic}" />
				<button aria-describedby="${id} ${id}-state">${off ? unsubscribe.start : unsubscribe.stop}</button>`,
		)}
	</section>`;
}

function pause({ words, token, here, paused, problem, typed }: UnsubscribeView): Markup {
	const { unsubscribe } = words;
	const week = addToDate(here, { days: 7 });
	return html`<section aria-labelledby="pause">
		<h2 id="pause">${unsubscribe.pause}</h2>
		<p class="soft">${paused ? unsubscribe.paused(paused) : unsubscribe.pauseNote}</p>
		${paused && form(token, 'resume', html`<button>${unsubscribe.resume}</button>`)}
		${form(
			token,
			'pause',
			html`<button name="until" value="${week}">${unsubscribe.week(dayAlone(week, here, words, 'short'))}</button>`,
		)}
		${form(
			token,
			'pause',
			html`<label for="until">${unsubscribe.until}</label>
				<input
					id="until"
					name="until"
					type="date"
					min="${addToDate(here, { days: 1 })}"
					max="${addToDate(here, { days: PAUSE_MAX_DAYS })}"
					value="${typed ?? ''}"
					${problem && html`aria-invalid="true" aria-describedby="problem"`}
				/>
				<button>${unsubscribe.doPause}</button>`,
		)}
	</section>`;
}

const form = (token: string, verb: string, fields: Markup): Markup =>
	html`<form method="post" action="/l/${token}/${verb}">${fields}</form>`;
