// vue's reactivity, and a component rendered on the server.
import { computed, createSSRApp, h, nextTick, reactive, ref, watch } from "vue";
import { renderToString } from "vue/server-renderer";

const state = reactive({ items: [1, 2], nested: { on: false } });
const total = computed(() => state.items.reduce((a, b) => a + b, 0));
const name = ref("ada");
watch([total, name], (now, before) => console.log("changed", before, "to", now));

const Item = { props: ["n"], template: "<li :class='{ big: n > 2 }'>{{ n }}<slot /></li>" };
const app = createSSRApp({
  components: { Item },
  data: () => ({ list: state.items, on: state.nested }),
  template:
    "<ul v-if='on.on'><Item v-for='n in list' :key='n' :n='n'>!</Item></ul><p v-else>none</p>",
});

state.items.push(5);
name.value = "bob";
nextTick()
  .then(() => (state.nested.on = true))
  .then(() => renderToString(app))
  .then(console.log)
  .then(() => renderToString(h("p", { title: name.value }, total.value)))
  .then(console.log);
