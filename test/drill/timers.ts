/** What the product's code finds under `node:timers/promises` while the drill runs. */
export { pause as setTimeout } from './hold.ts';
