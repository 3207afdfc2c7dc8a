// The same, of an ECMAScript module.
export const url = import.meta.url;
