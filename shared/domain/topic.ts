import { z } from 'zod';

/** What a part of a letter is about. Its reader may turn each of them off. */
export const TOPICS = ['action', 'session', 'silence', 'nudge', 'prompt', 'calendar'] as const;
export const Topic = z.enum(TOPICS);
export type Topic = z.infer<typeof Topic>;
export const Topics = z.array(Topic).transform((topics) => TOPICS.filter((topic) => topics.includes(topic)));
