import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm start`. What runs here is the Node that Lambda runs; an older one on the path hands over to it. */
const WANTED = 24;
const ours = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

if (Number(process.versions.node.split('.', 1)[0]) >= WANTED) {
	const { command } = await import('./command.ts');
	await command(process.argv.slice(2), process.env);
} else {
	const child = spawn(ours, process.argv.slice(1), { stdio: 'inherit' });
	child.once('error', () => {
		console.error(`This needs Node ${WANTED}, which npm ci brings along. Run npm ci, then npm start.`);
		process.exitCode = 1;
	});
	child.once('exit', (code) => (process.exitCode = code ?? 0));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
}
