export let count = 0;
export { count as default };
export const add = () => { count++; };
