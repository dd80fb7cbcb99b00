import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Adapter } from '@sveltejs/kit';

const output = fileURLToPath(new URL('../.build/web', import.meta.url));

/** Writes what browsers load to `.build/web/client`, and a server that `services/pages.ts` imports to `.build/web/server`. */
export const adapter: Adapter = {
	name: 'focuscoachee',
	adapt(builder) {
		rmSync(output, { recursive: true, force: true });
		builder.writeClient(`${output}/client`);
		builder.writePrerendered(`${output}/client`);
		builder.writeServer(`${output}/server/built`);
		builder.generateServerInstance(`${output}/server/server.js`, { serverDirectory: `${output}/server/built` });
	},
};
