// ajv compiles a schema to a function (code generation and eval inside the bundle).
const Ajv = require("ajv");

const ajv = new Ajv({ allErrors: true });
const validate = ajv.compile({
  type: "object",
  properties: {
    name: { type: "string", minLength: 2 },
    tags: { type: "array", items: { enum: ["a", "b"] }, uniqueItems: true },
    size: { $ref: "#/definitions/size" },
  },
  required: ["name"],
  additionalProperties: false,
  definitions: { size: { type: "integer", minimum: 1, multipleOf: 2 } },
});
console.log(validate({ name: "cb", tags: ["a", "b"], size: 4 }));
console.log(validate({ name: "c", tags: ["a", "a", "x"], size: 3, extra: true }));
console.log(ajv.errorsText(validate.errors, { separator: "\n" }));
try {
  ajv.compile({ type: "nonsense" });
} catch (error) {
  console.log(error.message.slice(0, 60));
}
