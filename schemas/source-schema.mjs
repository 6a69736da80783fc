// One more schema, made of the others, for other tools that read a report's source: written in either language, every value
// in any of its written forms. Draft-07, which such tools know best.

const text = { $ref: '#/definitions/text' };
const figure = { $ref: '#/definitions/figure' };
const several = (one) => ({ anyOf: [one, { type: 'array', items: one }] });
const mapOf = (one) => ({ type: 'object', additionalProperties: one });

/** The schema of `*.report.yaml`; ledgers, projects and single items stand under its definitions. */
export function sourceSchema(schemas) {
  const definitions = {
    // An empty value is the same as an absent one; what YAML makes of a plain scalar is not what was written.
    text: { type: ['string', 'number', 'boolean', 'null'] },
    figure: { type: ['string', 'number', 'null'] },
    parts: { anyOf: [text, { type: 'array', items: text }, mapOf(figure)] },
  };
  for (const name of Object.keys(schemas).sort()) addEntity(name, schemas[name], schemas, definitions);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://reportwright.dev/schemas/1/reportwright-source.schema.json',
    title: 'Reportwright report',
    description: 'A report as it is written, with keys in English or Chinese.',
    allOf: [{ $ref: '#/definitions/report' }, ...required(schemas.report, schemas.report.required)],
    definitions,
  };
}

function addEntity(name, schema, schemas, definitions) {
  const properties = {};
  for (const [key, property] of Object.entries(schema.properties)) {
    definitions[`${name}.${key}`] = {
      title: property.title,
      description: `${property.description} ${property['x-description'].zh}`,
      ...written(property, schemas),
    };
    for (const one of namesOf(key, property)) properties[one] = { $ref: `#/definitions/${name}.${key}` };
  }
  definitions[name] = { type: ['object', 'null'], properties, additionalProperties: false };
}

/** What may be written for a property of the normalised schema. */
function written(property, schemas) {
  const kind = property['x-kind'];
  const one = kind.startsWith('figure') ? figure : text;
  if (property['x-many'] || kind === 'names' || kind === 'strings' || kind === 'prose') return several(one);
  switch (kind) {
    case 'enum':
      return { enum: [...valuesOf(property), null] };
    case 'figures':
      return { anyOf: [figure, mapOf(figure)] };
    case 'parts':
      return { $ref: '#/definitions/parts' };
    case 'groups':
      return mapOf({ $ref: '#/definitions/parts' });
    case 'map':
      return mapOf(property['x-enum'] ? { enum: [...valuesOf(property), null] } : text);
    case 'object':
      return {
        type: ['object', 'null'],
        properties: Object.fromEntries(
          Object.entries(property.properties).flatMap(([key, inner]) =>
            namesOf(key, inner).map((name) => [name, written(inner, schemas)]),
          ),
        ),
        additionalProperties: false,
      };
    case 'entities': {
      const name = property.items.$ref.replace(/^.*\/|\.schema\.json$/g, '');
      return items(name, schemas[name], property['x-scalar-key'] ?? schemas[name]['x-scalar-key']);
    }
    default:
      return kind === 'figure' || kind === 'number' || kind === 'integer' ? figure : text;
  }
}

/** The items of an entity: a list of them, or a map from their names to their attributes. */
function items(name, schema, scalarKey) {
  const item = { $ref: `#/definitions/${name}` };
  const key = schema['x-name-key'];
  const inList = { anyOf: [text, { allOf: [item, ...required(schema, schema.required)] }] };
  const others = (schema.required ?? []).filter((one) => one !== key);
  const attributes = { allOf: [item, ...required(schema, others)] };
  const scalar =
    scalarKey === undefined || scalarKey === key ? [] : [{ $ref: `#/definitions/${name}.${scalarKey}` }];
  return {
    anyOf: [{ type: 'array', items: inList }, mapOf({ anyOf: [...scalar, attributes] }), { type: 'null' }],
  };
}

/** Each of the keys under one of its names. */
function required(schema, keys = []) {
  return keys.map((key) => ({
    anyOf: namesOf(key, schema.properties[key]).map((name) => ({ required: [name] })),
  }));
}

/** Every name a property may be written under. */
function namesOf(key, property) {
  const { en = [], zh = [] } = property['x-names'];
  return [...new Set([key, property.title, ...en, ...zh, ...(property['x-names-alone']?.zh ?? [])])];
}

/** Every name of every value of an enumeration. */
function valuesOf(property) {
  return [
    ...new Set(Object.entries(property['x-enum']).flatMap(([value, { en, zh }]) => [value, ...en, ...zh])),
  ];
}
