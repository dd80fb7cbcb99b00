/** The console is drawn in the browser, from a handler that cannot read coaching. */
export const ssr = false;
