import { awaiting } from '#lib/awaiting.ts';

/** For `use:enhance`: what comes of a form is shown where it stands, and what was typed stays there. */
export const staying = awaiting(({ update }) => update({ reset: false, navigate: false }));
