// A schema, a query with a variable and an alias, and an error with a place.
import { buildSchema, graphql, parse, print } from "graphql";

const schema = buildSchema(`
  type Person { name: String!, friends(first: Int = 1): [Person!]! }
  type Query { person(name: String!): Person }
`);
const person = (name) => ({
  name,
  friends: ({ first }) => ["bob", "eve"].slice(0, first).map(person),
});
const source =
  "query Q($who: String!) { me: person(name: $who) { name friends(first: 2) { name } } }";

graphql({
  schema,
  source,
  rootValue: { person: (args) => person(args.name) },
  variableValues: { who: "ada" },
})
  .then((result) => console.log(JSON.stringify(result)))
  .then(() => graphql({ schema, source: "{ person { age } }" }))
  .then(({ errors }) => errors.forEach((error) => console.log(error.toString())))
  .then(() => console.log(print(parse("{a(b:[1,2]){...f}} fragment f on X{c}"))));
