/** A path of our own to go on to; anything that could lead elsewhere becomes the start page. */
export const ownPath = (asked: string | null | undefined): string =>
	asked && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : '/';
