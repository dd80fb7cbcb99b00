import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../cdk.json' with { type: 'json' };
import { WITHOUT_ASSETS } from './handler.ts';
import type { Template } from './resolve.ts';
import { FocusCoachee } from './stack.ts';
import { stageOf } from './stage.ts';

/** The app as the CDK CLI makes it, without bundles and files: those change nothing but where code is found. */
export function appOf(context: Record<string, string> = {}, outdir?: string): { app: App; stack: FocusCoachee } {
	const app = new App({
		analyticsReporting: false,
		context: { ...cdk.context, [WITHOUT_ASSETS]: true, ...context },
		treeMetadata: false,
		...(outdir && { outdir }),
	});
	return { app, stack: new FocusCoachee(app, stageOf(app)) };
}

/** The template of one stage. */
export function synthesise(context: Record<string, string> = {}): Template {
	const outdir = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
	try {
		const { app, stack } = appOf(context, outdir);
		return app.synth().getStackArtifact(stack.artifactId).template as Template;
	} finally {
		rmSync(outdir, { recursive: true, force: true });
	}
}
