import { z } from 'zod';

/** The version an edit stands on, as `"3"`; `"0"` where nothing was written yet. */
export const IfMatch = z.object({ 'if-match': z.string().regex(/^"\d{1,9}"$/, 'Say which version you read, as "3"') });

export const versionOf = (headers: z.infer<typeof IfMatch>): number => Number(headers['if-match'].slice(1, -1));
