// A schema with transforms and refinements; what it accepts, and how it complains.
import { z } from "zod";

const Person = z
  .object({
    name: z.string().trim().min(2),
    age: z.coerce.number().int().positive(),
    kind: z.discriminatedUnion("type", [
      z.object({ type: z.literal("user"), mail: z.email() }),
      z.object({ type: z.literal("bot") }).strict(),
    ]),
  })
  .refine((person) => person.name !== "root", { message: "not root", path: ["name"] });

console.log(JSON.stringify(Person.parse({ name: " ada ", age: "36", kind: { type: "bot" } })));
for (const value of [
  { name: "root", age: 1, kind: { type: "bot" } },
  { name: "x", kind: { type: "user", mail: "?" } },
]) {
  const { success, error } = Person.safeParse(value);
  console.log(
    success,
    error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  );
}
console.log(JSON.stringify(z.toJSONSchema(z.object({ a: z.string().optional() }))));
