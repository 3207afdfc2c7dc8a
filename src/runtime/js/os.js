// Node's `os`.
"use strict";
/* global internalBinding */
const binding = internalBinding("os");
const { make } = require("internal/errors");
const { systemError } = require("internal/system_error");

function checked(value, syscall) {
  if (typeof value === "number") throw systemError(value, syscall);
  return value;
}

const signals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8,
  SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16,
  SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26,
  SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31 };

const priority = { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7,
  PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 };

const dlopen = { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 };

const constants = { __proto__: null, UV_UDP_REUSEADDR: 4, dlopen, errno: binding.errorNumbers, signals, priority };
for (const one of [dlopen, constants.errno, signals, priority]) Object.setPrototypeOf(one, null);

const [sysname, release, version, machine] = binding.system();

function cpus() {
  return binding.cpus().map(([model, speed, user, nice, sys, idle, irq]) =>
    ({ model, speed, times: { user, nice, sys, idle, irq } }));
}

function prefixLength(mask, family) {
  const parts = family === "IPv4" ? mask.split(".").map((part) => Number(part).toString(2))
    : mask.split(":").map((part) => parseInt(part || "0", 16).toString(2));
  return parts.join("").replaceAll("0", "").length;
}

function networkInterfaces() {
  const found = {};
  for (const [name, address, netmask, family, mac, internal, scopeid] of binding.interfaces()) {
    const entry = { address, netmask, family, mac, internal, cidr: `${address}/${prefixLength(netmask, family)}` };
    if (family === "IPv6") entry.scopeid = scopeid;
    (found[name] ||= []).push(entry);
  }
  return found;
}

function userInfo(options) {
  const found = checked(binding.userInfo(), "uv_os_get_passwd");
  const inBytes = options?.encoding === "buffer";
  const [username, uid, gid, homedir, shell] = inBytes ? found.map((one) => typeof one === "string" ? Buffer.from(one)
    : one) : found;
  return { uid, gid, username, homedir, shell };
}

/** In a template, such a function stands for what it gives. */
function written(give) {
  return Object.defineProperty(give, Symbol.toPrimitive, { value: () => give() });
}

const constantFunction = (value) => written(() => value);

module.exports = {
  EOL: "\n", devNull: "/dev/null", constants,
  arch: constantFunction(process.arch), platform: constantFunction(process.platform), type: constantFunction(sysname),
  release: constantFunction(release), version: constantFunction(version), machine: constantFunction(machine),
  hostname: written(() => checked(binding.hostname(), "uv_os_gethostname")),
  homedir: written(() => checked(binding.homedir(), "uv_os_homedir")),
  tmpdir: written(() => {
    const folder = process.env.TMPDIR || process.env.TMP || process.env.TEMP || "/tmp";
    return folder.length > 1 && folder.endsWith("/") ? folder.slice(0, -1) : folder;
  }),
  endianness: constantFunction("LE"),
  loadavg: () => binding.loadavg(), uptime: written(() => binding.uptime()),
  totalmem: written(() => binding.memory()[0]), freemem: written(() => binding.memory()[1]),
  availableParallelism: written(() => binding.parallelism()),
  cpus, networkInterfaces, userInfo,
  getPriority(pid) {
    if (pid === undefined) pid = 0;
    else require("internal/validators").checkInteger(pid, "pid", -(2 ** 31), 2 ** 31 - 1);
    return binding.priority(pid);
  },
  setPriority(pid, value) {
    if (value === undefined) [pid, value] = [0, pid];
    if (!Number.isInteger(value) || value < -20 || value > 19) throw make("ERR_OUT_OF_RANGE", "priority",
      ">= -20 && <= 19", value);
    const error = binding.setPriority(pid, value);
    if (error < 0) throw systemError(error, "uv_os_setpriority");
  },
};
