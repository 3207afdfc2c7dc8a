// Which texts are IP addresses.
"use strict";

const byte = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const v4 = `(?:${byte}\\.){3}${byte}`;
const group = "[0-9a-fA-F]{1,4}";
const v6 = `(?:(?:${group}:){7}(?:${group}|:)|(?:${group}:){6}(?:${v4}|:${group}|:)|`
  + `(?:${group}:){5}(?::${v4}|(?::${group}){1,2}|:)|(?:${group}:){4}(?:(?::${group}){0,1}:${v4}|(?::${group}){1,3}|:)|`
  + `(?:${group}:){3}(?:(?::${group}){0,2}:${v4}|(?::${group}){1,4}|:)|`
  + `(?:${group}:){2}(?:(?::${group}){0,3}:${v4}|(?::${group}){1,5}|:)|`
  + `(?:${group}:){1}(?:(?::${group}){0,4}:${v4}|(?::${group}){1,6}|:)|`
  + `(?::(?:(?::${group}){0,5}:${v4}|(?::${group}){1,7}|:)))(?:%[0-9a-zA-Z-.:]{1,})?`;
const v4Form = new RegExp(`^${v4}$`), v6Form = new RegExp(`^${v6}$`);

const isIPv4 = (text) => v4Form.test(`${text}`);
const isIPv6 = (text) => v6Form.test(`${text}`);
const isIP = (text) => isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0;

module.exports = { isIP, isIPv4, isIPv6 };
