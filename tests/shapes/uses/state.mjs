// A redux store whose reducer uses immer, and date-fns on what it holds.
import { addDays, differenceInCalendarDays, format, formatISO, parseISO } from "date-fns";
import { de } from "date-fns/locale";
import { current, enableMapSet, isDraft, produce } from "immer";
import { applyMiddleware, combineReducers, createStore } from "redux";

enableMapSet();
const tasks = produce((draft, action) => {
  if (action.type === "add")
    draft.push({ text: action.text, due: action.due, tags: new Set(["new"]) });
  if (action.type === "delay")
    draft.forEach(
      (task) => (task.due = formatISO(addDays(parseISO(task.due), 7), { representation: "date" })),
    );
  if (action.type === "tag")
    console.log(
      isDraft(draft[0].tags),
      current(draft)[0].tags.has("new"),
      draft[0].tags.add("x").size,
    );
}, []);
const logger = () => (next) => (action) => (console.log("action", action.type), next(action));
const store = createStore(combineReducers({ tasks }), applyMiddleware(logger));

store.dispatch({ type: "add", text: "write", due: "2024-01-31" });
const before = store.getState().tasks[0];
for (const type of ["delay", "tag"]) store.dispatch({ type });
const [after] = store.getState().tasks;
console.log(before.due, after.due, before === after, [...after.tags], Object.isFrozen(after));
console.log(format(parseISO(after.due), "EEEE, d. MMMM yyyy", { locale: de }));
console.log(differenceInCalendarDays(parseISO(after.due), parseISO(before.due)));
