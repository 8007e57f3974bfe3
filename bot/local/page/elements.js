// Block Kit's interactive elements. https://api.slack.com/reference/block-kit/block-elements
import { el, freshId, iconButton, whileBusy } from "./dom.js";
import { confirmed } from "./confirm.js";
import { fileField } from "./filefield.js";
import { textObject, withEmoji } from "./mrkdwn.js";
import { picker } from "./picker.js";
import { openMenu } from "./popup.js";
import { known, persons } from "./store.js";
import { shortDay } from "./times.js";

const readers = new WeakMap();

/** The state of all elements under `root`, as Slack's `state.values`. */
export function collected(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-action]")) {
    const read = readers.get(node);
    if (!read) continue;
    values[node.dataset.block] ??= {};
    values[node.dataset.block][node.dataset.action] = read();
  }
  return values;
}

/**
 * Draws an element. `place`: {blockId, kept? (its earlier state), name? (for the label), props? (for the
 * control), dispatch(action, control)}. Elements in input blocks dispatch only if `place.dispatches`.
 */
export function drawElement(element, place) {
  const draw = KINDS[element.type];
  if (!draw) return el("p", { class: "muted" }, `(This workspace cannot show “${element.type}”.)`);
  const drawn = draw(element, place);
  if (drawn.read) {
    Object.assign(drawn.node.dataset, { action: element.action_id, block: place.blockId });
    readers.set(drawn.node, drawn.read);
  }
  return drawn.node;
}

async function send(element, place, control, more) {
  if (!place.dispatches) return;
  if (element.confirm && !(await confirmed(element.confirm))) return;
  await whileBusy(control, () => place.dispatch({ type: element.type, action_id: element.action_id, block_id: place.blockId, ...more }));
}

const STYLE = { primary: "button primary", danger: "button danger" };

function button(element, place) {
  const props = { class: STYLE[element.style] ?? "button", "aria-label": element.accessibility_label ?? null };
  const pressed = (event) => send(element, place, event.currentTarget, { text: element.text, value: element.value });
  const node = element.url
    ? el("a", { ...props, href: element.url, target: "_blank", rel: "noopener noreferrer", on: { click: pressed } }, withEmoji(element.text.text))
    : el("button", { ...props, type: "button", on: { click: pressed } }, withEmoji(element.text.text));
  node.dataset.action = element.action_id ?? "";
  node.dataset.block = place.blockId;
  return { node };
}

function overflow(element, place) {
  const node = iconButton("more", "More choices", (event) => {
    const anchor = event.currentTarget;
    openMenu(anchor, element.options.map((option) => ({
      label: option.text.text, detail: option.description?.text,
      run: () => {
        if (option.url) open(option.url, "_blank", "noopener");
        send(element, place, anchor, { selected_option: option });
      },
    })), "More choices");
  }, { "aria-haspopup": "menu", "aria-expanded": "false", class: "icon-button outlined" });
  node.dataset.action = element.action_id;
  return { node };
}

const people = () => [{ options: persons().map((one) => ({ key: one.id, label: one.real_name, detail: one.title })) }];
const channels = () => [{ options: [...known.conversations.values()].filter((one) => one.kind === "channel")
  .map((one) => ({ key: one.id, label: `#${one.name}` })) }];
const asChoice = (option) => ({ key: option.value, label: option.text.text, detail: option.description?.text });

/** How each kind of select gets its choices, and what its state is called. */
function select({ field, initial, multiple = false, choices = null }) {
  return (element, place) => {
    const groups = choices ? choices() : (element.option_groups ?? [{ options: element.options ?? [] }])
      .map((group) => ({ label: group.label?.text, options: group.options.map(asChoice) }));
    const all = choices ? [] : (element.option_groups ?? [element]).flatMap((group) => group.options ?? []);
    const toValue = (key) => (choices ? key : all.find((option) => option.value === key));
    const toKey = (value) => (choices ? value : value?.value);
    const start = place.kept?.[field] ?? element[initial];
    const made = picker({
      groups, multiple, max: element.max_selected_items, placeholder: element.placeholder?.text ?? "Choose…", name: place.name ?? element.placeholder?.text,
      props: place.props, chosen: (multiple ? start ?? [] : [start]).filter(Boolean).map(toKey),
      picked: () => send(element, place, made.node, { [field]: read()[field] }),
    });
    const read = () => ({ type: element.type, [field]: multiple ? made.keys().map(toValue) : toValue(made.keys()[0]) ?? null });
    return { node: made.node, read };
  };
}

/** The kinds that are one plain field. */
function field(inputType, name, initial) {
  return (element, place) => {
    const node = el("input", { type: inputType, class: "field", value: place.kept?.[name] ?? element[initial] ?? null,
      "aria-label": place.props?.["aria-labelledby"] ? null : place.name ?? element.placeholder?.text ?? "Date",
      min: element.min_value, max: element.max_value, step: element.type === "number_input" && element.is_decimal_allowed ? "any" : null,
      placeholder: inputType === "text" || inputType === "email" || inputType === "url" ? element.placeholder?.text : null, ...place.props });
    const read = () => ({ type: element.type, [name]: node.value === "" ? null : node.value });
    node.addEventListener("change", () => send(element, place, node, { [name]: read()[name] }));
    return { node: inputType === "date" ? withDay(node) : node, read };
  };
}

/** A date field with its day in words beside it, as date fields differ from browser to browser. */
export function withDay(input) {
  const words = el("span", { class: "muted hint" });
  const tell = () => { words.textContent = input.value ? shortDay(new Date(`${input.value}T12:00:00Z`)) : ""; };
  input.addEventListener("input", tell);
  tell();
  return el("span", { class: "date-field" }, input, words);
}

function plainTextInput(element, place) {
  const props = { class: "field", maxlength: element.max_length, placeholder: element.placeholder?.text, ...place.props,
    "aria-label": place.props?.["aria-labelledby"] ? null : place.name ?? element.placeholder?.text ?? "Text" };
  const node = element.multiline ? el("textarea", { rows: "5", ...props }) : el("input", { type: "text", autocomplete: "off", ...props });
  node.value = place.kept?.value ?? element.initial_value ?? "";
  const read = () => ({ type: element.type, value: node.value === "" ? null : node.value });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !element.multiline && place.dispatches) {
      event.preventDefault();
      send(element, place, node, read());
    }
  });
  return { node, read };
}

function choices(inputType, field, initial, multiple) {
  return (element, place) => {
    const start = place.kept?.[field] ?? element[initial];
    const on = (multiple ? start ?? [] : [start]).filter(Boolean).map((option) => option.value);
    const group = freshId("choice");
    const boxes = element.options.map((option) => el("input", { type: inputType, name: group, value: option.value, checked: on.includes(option.value) }));
    const node = el("div", { class: "choices", role: inputType === "radio" ? "radiogroup" : "group", tabindex: "-1", ...place.props,
      "aria-label": place.props?.["aria-labelledby"] ? null : place.name ?? "Choices", "aria-required": null },
    element.options.map((option, index) => el("label", { class: "choice" }, boxes[index], el("span", {}, textObject(option.text),
      option.description ? el("span", { class: "muted hint" }, textObject(option.description)) : null))));
    const picked = () => element.options.filter((option, index) => boxes[index].checked);
    const read = () => ({ type: element.type, [field]: multiple ? picked() : picked()[0] ?? null });
    node.addEventListener("change", () => send(element, place, node, { [field]: read()[field] }));
    return { node, read };
  };
}

const KINDS = {
  button,
  overflow,
  workflow_button: button,
  static_select: select({ field: "selected_option", initial: "initial_option" }),
  users_select: select({ field: "selected_user", initial: "initial_user", choices: people }),
  channels_select: select({ field: "selected_channel", initial: "initial_channel", choices: channels }),
  conversations_select: select({ field: "selected_conversation", initial: "initial_conversation", choices: channels }),
  multi_static_select: select({ field: "selected_options", initial: "initial_options", multiple: true }),
  multi_users_select: select({ field: "selected_users", initial: "initial_users", multiple: true, choices: people }),
  multi_channels_select: select({ field: "selected_channels", initial: "initial_channels", multiple: true, choices: channels }),
  multi_conversations_select: select({ field: "selected_conversations", initial: "initial_conversations", multiple: true, choices: channels }),
  datepicker: field("date", "selected_date", "initial_date"),
  timepicker: field("time", "selected_time", "initial_time"),
  number_input: field("number", "value", "initial_value"),
  email_text_input: field("email", "value", "initial_value"),
  url_text_input: field("url", "value", "initial_value"),
  plain_text_input: plainTextInput,
  checkboxes: choices("checkbox", "selected_options", "initial_options", true),
  radio_buttons: choices("radio", "selected_option", "initial_option", false),
  file_input: fileField,
};
