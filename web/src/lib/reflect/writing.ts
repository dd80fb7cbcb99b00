import type { Answers } from '#shared/domain/answers.ts';
import type { Sharing } from './sharings.ts';

/** What somebody is writing: answers, and who is to know. */
export interface Writing {
	answers: Answers;
	sharing: Sharing;
}
