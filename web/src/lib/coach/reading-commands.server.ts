import type { Pin } from '#shared/domain/reflection.ts';
import { tried } from '#lib/api.ts';
import { act, type Ask } from './act.server.ts';

// What a coach does with what somebody shared.

const one = ({ engagement }: Ask) => engagement.reflections[':reflectionId'];
const param = (ask: Ask) => ({ ...ask.param, reflectionId: ask.text('reflectionId') });
const id = ({ reflectionId }: { reflectionId: string }): string => reflectionId;

/** The sentence that a button names: its question, and where it stands in which text. */
function pinIn({ text }: Ask): Pin {
	const [questionId = '', writing, from, to] = text('pin').split(' ');
	return { questionId, writing: Number(writing), from: Number(from), to: Number(to) };
}

/** The whole list goes back, without sentences of texts that no longer stand. */
async function pin(ask: Ask, isOn: boolean) {
	const found = await tried(one(ask).$get({ param: param(ask) }));
	if (!found.ok) return found;
	const { pins, writing } = found.data.reflection;
	const wanted = pinIn(ask);
	const others = pins.filter((one) => {
		const isSame = one.questionId === wanted.questionId && one.from === wanted.from && one.to === wanted.to;
		return one.writing === writing && !isSame;
	});
	return tried(one(ask).pins.$put({ param: param(ask), json: { pins: isOn ? [...others, wanted] : others } }));
}

export const readingCommands = {
	read: act('read', (ask) => tried(one(ask).read.$post({ param: param(ask) })), id),
	unread: act('unread', (ask) => tried(one(ask).unread.$post({ param: param(ask) })), id),
	reply: act(
		'reply',
		(ask) => tried(one(ask).reply.$put({ param: param(ask), json: { text: ask.text('text').trim() } })),
		id,
	),
	takeBackReply: act(
		'takeBackReply',
		(ask) => tried(one(ask).reply.$put({ param: param(ask), json: { text: '' } })),
		id,
	),
	pin: act('pin', (ask) => pin(ask, true), id),
	unpin: act('unpin', (ask) => pin(ask, false), id),
};
