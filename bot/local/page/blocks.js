// Block Kit's layout blocks. https://api.slack.com/reference/block-kit/blocks
import { fileAddress } from "./api.js";
import { el, freshId } from "./dom.js";
import { drawElement } from "./elements.js";
import { textObject, withEmoji } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/**
 * Draws blocks. `host`: {dispatch(action, control), kept? (state.values to start from), heading? (the level
 * of header blocks)}.
 */
export function drawBlocks(blocks, host) {
  return el("div", { class: "blocks" }, blocks.map((block, index) => {
    const draw = KINDS[block.type] ?? unknown;
    const drawn = draw(block, { ...host, blockId: block.block_id ?? `block-${index}` });
    drawn.classList.add("block");
    return drawn;
  }));
}

function unknown(block) {
  return el("p", { class: "muted" }, `(This workspace cannot show a block of the kind “${block.type}”.)`);
}

const element = (one, host, more = {}) => drawElement(one, {
  blockId: host.blockId, kept: host.kept?.[host.blockId]?.[one.action_id], dispatch: host.dispatch, dispatches: true, ...more,
});

/** A picture of the workspace's own; one from elsewhere is never fetched, its description stands for it. */
function image(one, extra = "") {
  const instead = el("span", { class: "picture-missing" }, `Picture: ${one.alt_text || "no description"}`);
  const source = one.slack_file?.id ? fileAddress(one.slack_file.id) : one.slack_file?.url ?? one.image_url;
  if (new URL(source, location.href).origin !== location.origin) return instead;
  return el("img", { class: `picture ${extra}`, src: source, alt: one.alt_text, loading: "lazy", on: { error: (event) => event.target.replaceWith(instead) } });
}

function section(block, host) {
  const words = el("div", { class: "section-words" }, block.text ? textObject(block.text) : null);
  if (block.fields) words.append(el("div", { class: "fields" }, block.fields.map((field) => el("div", {}, textObject(field)))));
  if (!block.accessory) return el("div", { class: "section" }, words);
  const { accessory } = block;
  const name = block.text ? words.textContent.slice(0, 120) : null;
  const side = accessory.type === "image" ? image(accessory, "thumb") : element(accessory, host, { name });
  return el("div", { class: "section" }, words, el("div", { class: "accessory" }, side));
}

function input(block, host) {
  const labelId = freshId("label");
  const hintId = block.hint ? freshId("hint") : null;
  const props = { id: freshId("field"), "aria-labelledby": labelId, "aria-describedby": hintId };
  const plain = ["plain_text_input", "number_input", "email_text_input", "url_text_input", "datepicker", "timepicker", "file_input"];
  if (!block.optional && plain.includes(block.element.type)) props["aria-required"] = "true";
  const control = element(block.element, host, { props, dispatches: block.dispatch_action === true });
  if (control.matches(".picker")) {
    control.querySelector(".picker-words").id = freshId("value");
    control.setAttribute("aria-labelledby", `${labelId} ${control.querySelector(".picker-words").id}`);
  }
  return el("div", { class: "input", data: { input: host.blockId, optional: block.optional ? "yes" : "no" } },
    el("label", { class: "label", id: labelId, for: control.id || props.id }, withEmoji(block.label.text),
      block.optional ? el("span", { class: "muted" }, " (optional)") : null),
    control,
    block.hint ? el("p", { class: "hint muted", id: hintId }, withEmoji(block.hint.text)) : null,
    el("p", { class: "field-error", id: freshId("error"), hidden: true }));
}

function cellText(cell) {
  if (!cell) return "";
  return cell.type === "rich_text" ? richText(cell) : withEmoji(cell.text ?? String(cell.value ?? ""));
}

function table(block) {
  const [head, ...rows] = block.rows;
  const align = (index) => (["right", "center"].includes(block.column_settings?.[index]?.align) ? block.column_settings[index].align : null);
  const cells = (row, tag) => row.map((cell, index) => el(tag, { scope: tag === "th" ? "col" : null, class: align(index) ? `to-${align(index)}` : null }, cellText(cell)));
  return el("div", { class: "table-frame", role: "region", "aria-label": "Table", tabindex: "0" }, el("table", {},
    el("thead", {}, el("tr", {}, cells(head ?? [], "th"))), el("tbody", {}, rows.map((row) => el("tr", {}, cells(row, "td"))))));
}

const KINDS = {
  section,
  input,
  table,
  header: (block, host) => el(host.heading ?? "h2", { class: "block-header" }, withEmoji(block.text.text)),
  divider: () => el("hr"),
  context: (block) => el("div", { class: "context" }, block.elements.map((one) => (one.type === "image" ? image(one, "tiny") : textObject(one)))),
  actions: (block, host) => el("div", { class: "actions" }, block.elements.map((one) => element(one, host))),
  image: (block) => el("figure", {}, block.title ? el("figcaption", { class: "muted" }, withEmoji(block.title.text)) : null, image(block)),
  rich_text: richText,
};
