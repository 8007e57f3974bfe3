// The inputs of an Adaptive Card: drawn, read, and looked at for what is missing. https://adaptivecards.io/explorer/
import { el, freshId } from "./dom.js";
import { withDay } from "./elements.js";
import { picker } from "./picker.js";
import { persons } from "./store.js";

const PEOPLE = "graph.microsoft.com/users";
const readers = new WeakMap();

const fields = (root) => [...root.querySelectorAll("[data-input-id]")];

/** What stands in the inputs under `root`, by their ids, as a card brings it back. */
export function inputsOf(root) {
  return Object.fromEntries(fields(root).map((node) => [node.dataset.inputId, readers.get(node).read()]));
}

/** Shows beside each required input what it lacks, with the focus on the first; whether none lacks anything. */
export function areComplete(root) {
  let first = null;
  for (const node of fields(root)) {
    const { read, control, required, sentence } = readers.get(node);
    const lacks = required && read() === "";
    tell(node, control, lacks ? sentence : "");
    if (lacks) first ??= control;
  }
  first?.focus();
  return first === null;
}

function tell(node, control, sentence) {
  const error = node.querySelector(".field-error");
  error.textContent = sentence;
  error.hidden = sentence === "";
  node.classList.toggle("wrong", sentence !== "");
  mark(control, error.id, sentence !== "");
}

/** Says of a control that it is wrong, and which element says why; or no longer. */
function mark(control, id, wrong) {
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  const all = wrong ? [...others, id] : others;
  if (all.length > 0) control.setAttribute("aria-describedby", all.join(" "));
  else control.removeAttribute("aria-describedby");
  if (control.matches("[role=group]")) return;
  if (wrong) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** Ties what stands around an input to it: a fault that was found in it, and a hint. */
export function describe(node, { fault, hint }) {
  const { control } = readers.get(node);
  if (hint) mark(control, hint.id ||= freshId("hint"), true);
  if (!fault && !control.matches("[role=group]")) control.removeAttribute("aria-invalid");
  if (fault) {
    mark(control, fault.id ||= freshId("fault"), true);
    node.classList.add("wrong");
  }
}

/** Puts the focus on the first input that is wrong, or else on the first; false if there is none. */
export function focusInput(root) {
  const all = fields(root);
  const node = all.find((one) => one.classList.contains("wrong")) ?? all[0];
  const control = node && readers.get(node).control;
  (control?.matches("[role=group]") ? control.querySelector("input") : control)?.focus();
  return Boolean(node);
}

function text(input, props) {
  const node = input.isMultiline ? el("textarea", { rows: "4", ...props }) : el("input", { type: "text", autocomplete: "off", ...props });
  if (input.maxLength) node.maxLength = input.maxLength;
  if (input.placeholder) node.placeholder = input.placeholder;
  node.value = input.value ?? "";
  return { node, control: node, read: () => node.value };
}

function date(input, props) {
  const control = el("input", { type: "date", ...props, value: input.value ?? null });
  return { node: withDay(control), control, read: () => control.value };
}

function menu(input, props) {
  const control = el("select", props, el("option", { value: "" }, input.placeholder ?? "Choose…"),
    input.choices.map((one) => el("option", { value: one.value }, one.title)));
  control.value = input.value ?? "";
  return { node: control, control, read: () => control.value };
}

function ticks(input, props) {
  const on = (input.value ?? "").split(",");
  const boxes = input.choices.map((one) => el("input", { type: "checkbox", value: one.value, checked: on.includes(one.value) }));
  const control = el("div", { class: "choices", role: "group", tabindex: "-1", "aria-labelledby": props["aria-labelledby"] },
    input.choices.map((one, index) => el("label", { class: "choice" }, boxes[index], el("span", {}, one.title))));
  return { node: control, control, read: () => boxes.filter((box) => box.checked).map((box) => box.value).join(",") };
}

/** The people of the organisation, or what the input itself offers, in a list with a search field. */
function list(input, props) {
  const query = input["choices.data"];
  const options = query?.dataset === PEOPLE
    ? persons().filter((one) => one.account).map((one) => ({ key: one.account, label: one.real_name, detail: one.title }))
    : input.choices.map((one) => ({ key: one.value, label: one.title }));
  const made = picker({ groups: [{ options }], multiple: Boolean(input.isMultiSelect), placeholder: input.placeholder ?? "Choose…",
    name: input.label, chosen: (input.value ?? "").split(",").filter(Boolean), props: { id: props.id } });
  return { node: made.node, control: made.node, read: () => made.keys().join(",") };
}

function choice(input, props) {
  if (input.style === "expanded" && input.isMultiSelect) return ticks(input, props);
  return input.style === "filtered" || input.isMultiSelect ? list(input, props) : menu(input, props);
}

const KINDS = { "Input.Text": text, "Input.Date": date, "Input.ChoiceSet": choice };

/** Draws an input with its label; null where its kind is not known. */
export function drawInput(input) {
  const draw = KINDS[input.type];
  if (!draw) return null;
  const labelId = freshId("label");
  const props = { class: "field", id: freshId("field"), "aria-labelledby": labelId, "aria-required": input.isRequired ? "true" : null };
  const { node, control, read } = draw(input, props);
  const labelled = control.matches("[role=group]") ? el("p", { class: "label", id: labelId }) : el("label", { class: "label", id: labelId, for: control.id });
  labelled.append(input.label ?? "", input.isRequired ? el("span", { class: "required", "aria-hidden": "true" }, " *") : "");
  const drawn = el("div", { class: "input", data: { inputId: input.id } }, labelled, node, el("p", { class: "field-error", id: freshId("error"), hidden: true }));
  readers.set(drawn, { read, control, required: Boolean(input.isRequired), sentence: input.errorMessage ?? "Please fill in this field." });
  return drawn;
}
