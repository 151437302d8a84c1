// What an event is: fields, roles and units as the service's frame describes them, and what they are called on the page.
import {byId, text} from './dom.js';

let schema = {fields: [], roles: {}, units: {}};

/** The position of the field of a role among an event's values, or undefined. */
export const indexOf = (role) => schema.roles[role];

/** The field of a role, or undefined. */
export const field = (role) => schema.fields[schema.roles[role]];

/** The fields that no role says anything of, with their positions. */
export const others = () => schema.fields.map((f, i) => [f, i]).filter(([, i]) => !Object.values(schema.roles).includes(i));

/** The unit of a field or a quantity; empty for none. */
export const unitOf = (name) => schema.units[name] ?? '';

/** A number or its text, and its unit if it has one. */
export const withUnit = (number, unit) => (unit ? `${number} ${unit}` : String(number));

/** A field's name for people: without a unit at its end, which is told elsewhere. */
export function label(name) {
  const unit = `_${unitOf(name)}`.toLowerCase();
  const bare = unit.length > 1 && name.toLowerCase().endsWith(unit) ? name.slice(0, -unit.length) : name;
  return bare.replace(/_/g, ' ');
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

export const title = (name) => capital(label(name));

/** Keeps the panels that this schema has something for. */
export function frame(given) {
  schema = given.schema;
  byId('spectrum').hidden = given.measures.length === 0;
  const kind = field('PARTICLE_TYPE');
  byId('mix').hidden = !kind;
  byId('h-mix').hidden = !kind;
  text(byId('h-mix').firstChild, kind ? `${title(kind.name.replace(/_type$/, ''))} mix ` : '');
  const energy = field('ENERGY');
  text(byId('detector-basis'), `rate${energy ? ` and ${label(energy.name)} scale, each` : ''} against the median of all; events in the last minute`);
  byId('flags-filter').placeholder = kind ? 'muon, DET_007, mass_shell …' : 'detector, layer, time …';
}
