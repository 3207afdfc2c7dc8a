// A pipe of operators with time on a test scheduler's virtual clock.
import { combineLatest, from, of, Subject, throwError } from "rxjs";
import {
  bufferCount,
  catchError,
  filter,
  map,
  mergeMap,
  reduce,
  scan,
  startWith,
} from "rxjs/operators";
import { TestScheduler } from "rxjs/testing";

const log = (label) => ({
  next: (value) => console.log(label, JSON.stringify(value)),
  error: (error) => console.log(label, "error", error.message),
  complete: () => console.log(label, "done"),
});
from([1, 2, 3, 4, 5, 6])
  .pipe(
    filter((n) => n % 2),
    scan((a, b) => a + b),
    bufferCount(2),
  )
  .subscribe(log("scan"));
of("a", "b")
  .pipe(
    mergeMap((c) => from([c, c + c])),
    reduce((a, b) => a + b, ""),
  )
  .subscribe(log("merge"));
throwError(() => new Error("x"))
  .pipe(catchError((e) => of(e.message)))
  .subscribe(log("catch"));
const subject = new Subject();
combineLatest([
  subject,
  subject.pipe(
    map((n) => n * n),
    startWith(0),
  ),
]).subscribe(log("latest"));
[1, 2].forEach((n) => subject.next(n));

new TestScheduler((actual, expected) =>
  console.log(JSON.stringify(actual) === JSON.stringify(expected)),
).run(({ cold, expectObservable }) => expectObservable(cold("-a-b|")).toBe("-a-b|"));
