/** What the API says in English, in Dutch: known once `refusal.ts` is here, which is more words than a first visit needs. */
export const api: { inDutch(said: string): string | undefined } = { inDutch: () => undefined };
