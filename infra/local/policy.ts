/** One statement of an IAM policy document, as CloudFormation carries it. */
export interface Statement {
	Sid?: string;
	Effect: 'Allow' | 'Deny';
	Action?: string | string[];
	NotAction?: string | string[];
	Resource?: string | string[];
	Condition?: Record<string, Record<string, Operand | Operand[]>>;
}
type Operand = string | boolean | number;

/** What somebody wants to do. A list in the context is a multivalued key, as `dynamodb:LeadingKeys` is. */
export interface Attempt {
	action: string;
	resource: string;
	context: Readonly<Record<string, string | readonly string[]>>;
}

export class PolicyFault extends Error {}

/** True when a statement allows it and none denies it. Throws `PolicyFault` on anything this evaluator does not know. */
export function allows(statements: readonly Statement[], attempt: Attempt): boolean {
	const applying = statements.filter((statement) => applies(statement, attempt));
	return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

function applies(statement: Statement, attempt: Attempt): boolean {
	return (
		namesAction(statement, attempt.action) &&
		list(statement.Resource).some((pattern) => namesResource(pattern, attempt)) &&
		Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
			Object.entries(keys).every(([key, operands]) => holds(operator, key, list(operands).map(String), attempt)),
		)
	);
}

function namesAction({ Action, NotAction }: Statement, action: string): boolean {
	const named = (patterns: string[]) =>
		patterns.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase(), () => undefined));
	return Action === undefined ? NotAction !== undefined && !named(list(NotAction)) : named(list(Action));
}

/** A wildcard stays within its segment of an ARN; only a bare `*` names everything. */
function namesResource(pattern: string, { resource, context }: Attempt): boolean {
	if (pattern === '*') return true;
	const value = variables(context);
	const wanted = segments(pattern);
	const given = segments(resource);
	return wanted.length === given.length && wanted.every((part, index) => like(part, given[index]!, value));
}

function segments(arn: string): string[] {
	const parts = arn.replaceAll(/\$\{[^}]*\}/g, (variable) => variable.replaceAll(':', '\0')).split(':');
	return [...parts.slice(0, 5), parts.slice(5).join(':')].map((part) => part.replaceAll('\0', ':'));
}

type Compare = (operand: string, value: string, context: Attempt['context']) => boolean;
const equals: Compare = (operand, value, context) => fill(operand, variables(context)) === value;
const similar: Compare = (operand, value, context) => like(operand, value, variables(context));
const arn: Compare = (operand, value, context) =>
	namesResource(operand, { action: '', resource: value, context }) && value.startsWith('arn:');
const bool: Compare = (operand, value) => operand.toLowerCase() === value.toLowerCase();

const OPERATORS: Record<string, { compare: Compare; negated?: true }> = {
	StringEquals: { compare: equals },
	StringNotEquals: { compare: equals, negated: true },
	StringLike: { compare: similar },
	StringNotLike: { compare: similar, negated: true },
	ArnEquals: { compare: arn },
	ArnLike: { compare: arn },
	Bool: { compare: bool },
};

/** Keys that AWS fills with a list: without a set operator their meaning is undefined, so that is a fault here. */
const MULTIVALUED = ['dynamodb:leadingkeys', 'dynamodb:attributes', 'dynamodb:enclosingoperation', 'aws:tagkeys'];

function holds(operator: string, key: string, operands: string[], { context }: Attempt): boolean {
	const values = valuesOf(context, key);
	if (operator === 'Null') return operands.some((operand) => (operand === 'true') === (values.length === 0));
	const [, set, name = '', optional] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
	const known = OPERATORS[name];
	if (!known) throw new PolicyFault(`The condition operator ${operator} is not known here`);
	if (known.negated && operands.some((operand) => VARIABLE.test(operand)))
		throw new PolicyFault(`${operator} with a variable is not known here`);
	if (!set && (values.length > 1 || MULTIVALUED.includes(key.toLowerCase())))
		throw new PolicyFault(`${key} holds many values: ${operator} needs ForAllValues or ForAnyValue`);
	if (values.length === 0) return set === 'ForAllValues' || Boolean(optional) || Boolean(known.negated && !set);
	const one = (value: string) =>
		operands.some((operand) => known.compare(operand, value, context)) !== Boolean(known.negated);
	return set === 'ForAnyValue' ? values.some(one) : values.every(one);
}

function valuesOf(context: Attempt['context'], key: string): readonly string[] {
	const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
	return found ? list(found[1]).filter((value) => value !== '') : [];
}

type Value = (variable: string) => string | undefined;

/** `${*}`, `${?}` and `${$}` are those characters themselves; anything else names a key of the request with one value. */
function variables(context: Attempt['context']): Value {
	return (variable) => {
		if (['*', '?', '$'].includes(variable)) return variable;
		if (!/^[\w:/+=.@-]+$/.test(variable)) throw new PolicyFault(`The variable \${${variable}} is not known here`);
		const values = valuesOf(context, variable);
		return values.length === 1 ? values[0] : undefined;
	};
}

const VARIABLE = /\$\{([^}]*)\}/;

/** The text with its variables filled in, or undefined when one has no value: then nothing matches it. */
function fill(text: string, value: Value): string | undefined {
	const parts = text.split(VARIABLE).map((part, index) => (index % 2 ? value(part) : part));
	return parts.includes(undefined) ? undefined : parts.join('');
}

/** What a variable brings in is plain text, also where it holds a `*`. */
function like(pattern: string, text: string, value: Value): boolean {
	const parts = pattern.split(VARIABLE).map((part, index) => {
		if (index % 2 === 0) return escape(part).replaceAll('*', '.*').replaceAll('?', '.');
		const filled = value(part);
		return filled === undefined ? undefined : escape(filled, true);
	});
	return !parts.includes(undefined) && new RegExp(`^${parts.join('')}$`, 'su').test(text);
}

const escape = (text: string, wildcards = false): string =>
	text.replaceAll(wildcards ? /[\\^$.*+?()[\]{}|/]/g : /[\\^$.+()[\]{}|/]/g, '\\$&');

function list<T>(value: T | readonly T[] | undefined): T[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? [...(value as readonly T[])] : [value as T];
}
