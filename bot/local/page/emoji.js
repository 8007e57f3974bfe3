// The small set of emoji that this workspace draws. Others stay as their shortcode.

export const EMOJI = new Map(Object.entries({
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", white_check_mark: "✅", heavy_check_mark: "✔️",
  ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", eyes: "👀", tada: "🎉", pray: "🙏", clap: "👏",
  raised_hands: "🙌", wave: "👋", ok_hand: "👌", heart: "❤️", smile: "😄", slightly_smiling_face: "🙂",
  joy: "😂", thinking_face: "🤔", disappointed: "😞", rocket: "🚀", bulb: "💡", question: "❓",
  exclamation: "❗", bell: "🔔", no_bell: "🔕", calendar: "📆", date: "📅", clock9: "🕘", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", alarm_clock: "⏰", memo: "📝", pencil: "✏️", pencil2: "✏️", paperclip: "📎",
  page_facing_up: "📄", file_folder: "📁", open_file_folder: "📂", bar_chart: "📊", clipboard: "📋",
  pushpin: "📌", link: "🔗", lock: "🔒", mag: "🔍", inbox_tray: "📥", outbox_tray: "📤", email: "📧",
  speech_balloon: "💬", red_circle: "🔴", large_yellow_circle: "🟡", large_orange_circle: "🟠",
  large_green_circle: "🟢", white_circle: "⚪", black_circle: "⚫", large_blue_circle: "🔵",
  arrow_right: "➡️", arrow_left: "⬅️", leftwards_arrow_with_hook: "↩️", repeat: "🔁", zzz: "💤",
  hammer_and_wrench: "🛠️", wrench: "🔧", police_car: "🚓", star: "⭐", sparkles: "✨", information_source: "ℹ️",
}));

/** What the reaction picker offers, most used first. */
export const REACTIONS = ["+1", "white_check_mark", "eyes", "pray", "tada", "heart", "smile", "thinking_face",
  "clap", "raised_hands", "question", "warning", "-1", "hourglass", "memo", "rocket"];

/** "white check mark" */
export function spoken(name) {
  if (name === "+1") return "thumbs up";
  if (name === "-1") return "thumbs down";
  return name.replaceAll("_", " ");
}
