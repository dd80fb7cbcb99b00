import { html } from 'hono/html';
import type { Answer, Answers } from '#shared/domain/answers.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { Question } from '#shared/domain/question.ts';
import type { Questionnaire } from '#shared/domain/questionnaire.ts';
import { SHARINGS, type Sharing } from '#shared/domain/reflection.ts';
import { newId } from '#shared/ids.ts';
import type { Words } from '#shared/messages/words.ts';
import { page } from '#services/letters/page.ts';
import type { Markup } from '#services/letters/paper.ts';

export interface PromptView {
	words: Words;
	token: string;
	prompt: Prompt;
	questionnaire: Questionnaire;
	coachName: string;
	/** Where the same is answered signed in, with a draft that is kept. */
	app: string;
	/** Whether one came to put it aside. */
	skipFirst?: boolean;
	said?: string | undefined;
	problem?: string | undefined;
	/** What is wrong with each answer, by the question's name. */
	wrong?: Record<string, string> | undefined;
	typed?: { answers: Answers; sharing: Sharing } | undefined;
}

/** The questions a letter invites to, answered on the spot. Nothing of the trajectory is told beside them. */
export function promptPage(view: PromptView): Markup {
	const { words, prompt, problem, said } = view;
	const body = html`<h1 dir="auto">${prompt.title}</h1>
		${said && html`<p class="said" role="status">${said}</p>`}
		${prompt.openedAt ? answering(view) : html`${kept(view)}${closed(view)}`}
		<section>
			<p class="soft">${words.page.forYou}</p>
			<form method="post" action="/l/${view.token}/withdraw">
				<input type="hidden" name="cause" value="${newId('req')}" />
				<button class="quiet">${words.page.withdraw}</button>
			</form>
		</section>`;
	return page({ words, title: prompt.title, body, problem });
}

/** What somebody wrote that could not be taken any more: theirs to copy. */
function kept({ words: { reflect }, typed }: PromptView): Markup {
	const texts = Object.values(typed?.answers ?? {}).filter((answer) => typeof answer === 'string' && answer !== '');
	return html`${texts.length > 0 && html`<p class="soft">${reflect.yours}</p>`}${texts.map(
		(text) => html`<blockquote dir="auto" class="typed">${text as string}</blockquote>`,
	)}`;
}

/** What was put aside can be taken up again; what was answered stands where its writer finds it. */
function closed({ words: { reflect }, token, prompt, app }: PromptView): Markup {
	if (prompt.last?.outcome !== 'settled' || prompt.status === 'stopped')
		return html`<p><a href="${app}">${reflect.read}</a></p>`;
	return html`<form method="post" action="/l/${token}/unskip">
		<input type="hidden" name="cause" value="${newId('req')}" />
		<button>${reflect.takeUp}</button>
	</form>`;
}

function answering(view: PromptView): Markup {
	const { words, token, questionnaire, coachName, typed, app } = view;
	const { reflect } = words;
	const sharing = typed?.sharing ?? 'shared';
	const skip = html`<form method="post" action="/l/${token}/skip">
		<input type="hidden" name="cause" value="${newId('req')}" />
		<button class="${view.skipFirst ? 'main' : 'quiet'}">${reflect.skip}</button>
	</form>`;
	return html`${view.skipFirst && skip}
		<form method="post" action="/l/${token}/reflect">
			<input type="hidden" name="cause" value="${newId('req')}" />
			<input type="hidden" name="reflectionId" value="${newId('rfl')}" />
			${questionnaire.questions.map((question) => field(view, question))}
			<fieldset>
				<legend>${reflect.who}</legend>
				${SHARINGS.map(
					(one) =>
						html`<label class="choice"
							><input type="radio" name="sharing" value="${one}" ${one === sharing && 'checked'} />
							<span>${reflect.sharing[one](coachName)}</span></label
						>`,
				)}
			</fieldset>
			<button class="${view.skipFirst ? '' : 'main'}">${reflect.send}</button>
		</form>
		${!view.skipFirst && skip}
		${questionnaire.questions.length > 1 && html`<p class="soft"><a href="${app}">${reflect.later}</a></p>`}`;
}

/** One question with its control, its help, and what is wrong with the answer. */
function field({ words, typed, wrong }: PromptView, question: Question): Markup {
	const { reflect } = words;
	const { questionId, kind, ask, help, required, when } = question;
	const name = `answers.${questionId}`;
	const problem = wrong?.[questionId];
	const answer = typed?.answers[questionId];
	const notes = [help && `${questionId}-help`, problem && `${questionId}-problem`].filter((one) => one).join(' ');
	const described = notes ? html`aria-describedby="${notes}"` : '';
	const invalid = problem ? html`aria-invalid="true"` : '';
	const label = html`<span dir="auto">${ask}</span>${
			required && !when ? '' : html` <span class="soft">${when ? reflect.ifItFits : reflect.optional}</span>`
		}`;
	const hints = html`${help && html`<p class="soft" dir="auto" id="${questionId}-help">${help}</p>`}
	${problem && html`<p class="wrong" id="${questionId}-problem">${problem}</p>`}`;
	if (kind === 'text' || kind === 'line') {
		const text = typeof answer === 'string' ? answer : '';
		return html`<div class="question">
			<label class="ask" for="${name}">${label}</label>${hints}
			${
				kind === 'text'
					? html`<textarea id="${name}" name="${name}" rows="4" dir="auto" ${described} ${invalid}>${text}</textarea>`
					: html`<input
							id="${name}"
							name="${name}"
							maxlength="280"
							dir="auto"
							value="${text}"
							${described}
							${invalid}
						/>`
			}
		</div>`;
	}
	return html`<fieldset class="question" ${described} ${invalid}>
		<legend>${label}</legend>
		${hints}${choices(words, question, name, answer)}
	</fieldset>`;
}

function choices({ reflect }: Words, question: Question, name: string, answer: Answer | undefined): Markup | Markup[] {
	const one = (value: string | number, text: string, type: 'radio' | 'checkbox', of = name): Markup => {
		const chosen = Array.isArray(answer) ? answer.includes(String(value)) : String(answer) === String(value);
		return html`<label class="choice"
			><input type="${type}" name="${of}" value="${value}" ${chosen && 'checked'} />
			<span dir="auto">${text}</span></label
		>`;
	};
	switch (question.kind) {
		case 'oneOf':
			return question.options.map(({ optionId, label }) => one(optionId, label, 'radio'));
		case 'someOf':
			return question.options.map(({ optionId, label }) => one(optionId, label, 'checkbox'));
		case 'mood':
			return reflect.moods.map((mood, index) => one(index + 1, mood, 'radio'));
		case 'scale':
			return html`<div class="scale">${numbers(name, answer)}</div>
				<p class="soft ends">
					<span dir="auto">0: ${question.low}</span><span dir="auto">10: ${question.high}</span>
				</p>`;
		case 'wheel':
			return question.spokes.map(({ optionId, label }) => {
				const value = typeof answer === 'object' && !Array.isArray(answer) ? answer[optionId] : undefined;
				return html`<div class="spoke">
					<label for="${name}.${optionId}" dir="auto">${label}</label>
					<select id="${name}.${optionId}" name="${name}.${optionId}">
						<option value="">–</option>
						${NUMBERS.map((number) => html`<option ${number === value && 'selected'}>${number}</option>`)}
					</select>
				</div>`;
			});
		default:
			return [];
	}
}

const NUMBERS = Array.from({ length: 11 }, (_, number) => number);

const numbers = (name: string, answer: Answer | undefined): Markup[] =>
	NUMBERS.map(
		(number) =>
			html`<label class="number"
				><input type="radio" name="${name}" value="${number}" ${number === answer && 'checked'} /><span
					>${number}</span
				></label
			>`,
	);
