// Patterns of random programs: in declarations, parameters, and assignments.
import { expression, KEYS } from "./expressions.mjs";

// Text of a pattern that declares what is in it. Properties have defaults with effects now and then.
export function bindingPattern(place, kind, depth = 2) {
  const bind = (type) => place.declare(kind, type);
  return pattern(place, depth, bind);
}

// An assignment to a pattern of variables and properties.
export function assignmentPattern(place, depth) {
  const targets = place.visible(({ type, isFixed }) => !isFixed && type !== "function");
  const objects = place.visible(({ type }) => type === "object");
  const { random } = place;
  const bind = () => {
    if (objects.length > 0 && random.chance(0.3))
      return `${random.pick(objects).name}.${random.pick(KEYS)}`;
    return targets.length > 0 ? random.pick(targets).name : "({}).p";
  };
  const left = pattern(place, 1, bind);
  return `${left} = ${sourceFor(place, left, depth)}`;
}

// What a pattern is taken from: mostly something that fits.
export function sourceFor(place, text, depth) {
  const type = text[0] === "[" ? "array" : "object";
  return place.random.chance(0.9) ? `(${expression(place, depth, type)} ?? ${type === "array" ? "[]" : "{}"})` : expression(place, depth);
}

function pattern(place, depth, bind) {
  return place.random.chance(0.5) ? objectPattern(place, depth, bind) : arrayPattern(place, depth, bind);
}

function objectPattern(place, depth, bind) {
  const { random } = place;
  const parts = random.shuffled(KEYS).slice(0, random.below(3)).map((key) => {
    const name = random.chance(0.15) ? `["${key}"]` : random.chance(0.1) ? `[log("key", "${key}")]` : key;
    return `${name}: ${element(place, depth, bind)}`;
  });
  if (random.chance(0.2)) parts.push(`...${bind("object")}`);
  return `{ ${parts.join(", ")} }`;
}

function arrayPattern(place, depth, bind) {
  const { random } = place;
  const parts = Array.from({ length: random.below(3) }, () =>
    random.chance(0.15) ? "" : element(place, depth, bind),
  );
  if (random.chance(0.2)) parts.push(`...${bind("array")}`);
  else if (parts.at(-1) === "") parts.push("");
  return `[${parts.join(", ")}]`;
}

function element(place, depth, bind) {
  const { random } = place;
  if (depth > 0 && random.chance(0.12)) {
    const inner = pattern(place, depth - 1, bind);
    return `${inner} = ${inner[0] === "[" ? "[]" : "{}"}`;
  }
  // The default comes first: what is bound here is not there yet.
  const more = random.chance(0.4) ? ` = ${expression(place, 1)}` : "";
  return `${bind("any")}${more}`;
}
