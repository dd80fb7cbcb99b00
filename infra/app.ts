import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FocusCoachee } from './stack.ts';
import { stageOf } from './stage.ts';

// Run by the CDK CLI (cdk.json), which gives the context and where to write.
const app = new App({ analyticsReporting: false });
new FocusCoachee(app, stageOf(app));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
