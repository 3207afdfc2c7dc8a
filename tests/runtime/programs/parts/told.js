// What something gives or throws, in one line or more.
const shown = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer
  ? Buffer.from(value.buffer || value, value.byteOffset || 0, value.byteLength).toString("hex") : value;

const failure = ({ name, code, message, library, reason, opensslErrorStack }) =>
  ["THROWN", name, code, message, library, reason, opensslErrorStack];

exports.told = (name, run) => {
  try {
    console.log(name, shown(run()));
  } catch (error) {
    console.log(name, failure(error));
  }
};

exports.toldLater = async (name, run) => {
  try {
    console.log(name, shown(await run()));
  } catch (error) {
    console.log(name, failure(error));
  }
};
