import type { MethodContent } from '#shared/domain/method.ts';
import type { Language } from '#shared/domain/tenant.ts';
import { afterSession } from './after-session.ts';
import { beforeSession } from './before-session.ts';
import { checkIn } from './check-in.ts';
import { circleOfInfluence } from './circle-of-influence.ts';
import { energyAudit } from './energy-audit.ts';
import { forceField } from './force-field.ts';
import { grow } from './grow.ts';
import { justWrite } from './just-write.ts';
import { letterToMyFutureSelf } from './letter-to-my-future-self.ts';
import { premortem } from './premortem.ts';
import { scalingQuestion } from './scaling-question.ts';
import type { Starter } from './starter.ts';
import { threeGoodThings } from './three-good-things.ts';
import { values } from './values.ts';
import { weeklyReview } from './weekly-review.ts';
import { wheelOfLife } from './wheel-of-life.ts';

/** As a coach reaches for them: the rhythm around sessions, what is light, what moves a goal, what takes an evening. */
export const STARTER_PACK: readonly Starter[] = [
	afterSession,
	checkIn,
	beforeSession,
	weeklyReview,
	justWrite,
	threeGoodThings,
	scalingQuestion,
	grow,
	circleOfInfluence,
	energyAudit,
	forceField,
	wheelOfLife,
	values,
	premortem,
	letterToMyFutureSelf,
];

/** A method of ours as the library shows it. The same for every firm, so nobody's version but ours. */
export type StarterMethod = MethodContent & { methodId: `starter-${string}`; version: 1 };

const inLanguage = (method: Starter, language: Language): StarterMethod => ({
	methodId: `starter-${method.key}`,
	version: 1,
	...method[language],
});

/** The whole pack in one language, in the order a library lists it. */
export const starters = (language: Language): StarterMethod[] =>
	STARTER_PACK.map((method) => inLanguage(method, language));

/** One of them, or nothing where we have none of that name. */
export function starter(methodId: string, language: Language): StarterMethod | undefined {
	const method = STARTER_PACK.find(({ key }) => `starter-${key}` === methodId);
	return method && inLanguage(method, language);
}
