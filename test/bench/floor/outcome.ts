/** Hears what became of a letter, and does nothing: whoever sent it settles it alone. */
export function handler(): void {}
