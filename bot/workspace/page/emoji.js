// The emoji shortcodes people and apps use most; an unknown one stays as it is written.

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|clap 👏|wave 👋|pray 🙏|raised_hands 🙌|muscle 💪|handshake 🤝|point_right 👉
point_left 👈|point_up ☝️|point_down 👇|eyes 👀|writing_hand ✍️|bow 🙇|raised_hand ✋|v ✌️|smile 😄|smiley 😃|grinning 😀|grin 😁
slightly_smiling_face 🙂|blush 😊|wink 😉|joy 😂|thinking_face 🤔|sweat_smile 😅|cry 😢|sob 😭|disappointed 😞|confused 😕|sunglasses 😎
heart ❤️|green_heart 💚|blue_heart 💙|tada 🎉|sparkles ✨|star ⭐|fire 🔥|rocket 🚀|bulb 💡|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|no_entry ⛔|no_entry_sign 🚫|warning ⚠️|exclamation ❗|question ❓
grey_question ❔|information_source ℹ️|heavy_plus_sign ➕|heavy_minus_sign ➖|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️
arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️|arrow_forward ▶️|red_circle 🔴|large_yellow_circle 🟡|large_orange_circle 🟠
large_green_circle 🟢|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_blue_square 🟦|small_blue_diamond 🔹|small_orange_diamond 🔸
black_small_square ▪️|white_small_square ▫️|calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock3 🕒|alarm_clock ⏰|stopwatch ⏱️|hourglass ⌛
hourglass_flowing_sand ⏳|watch ⌚|memo 📝|pencil 📝|pencil2 ✏️|page_facing_up 📄|page_with_curl 📃|scroll 📜|clipboard 📋|bookmark 🔖|book 📖|books 📚
notebook 📓|paperclip 📎|link 🔗|pushpin 📌|round_pushpin 📍|triangular_flag_on_post 🚩|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|mag 🔍|mag_right 🔎|lock 🔒|unlock 🔓|key 🔑|gear ⚙️|wrench 🔧|hammer 🔨
speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|email 📧|envelope ✉️|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦|phone ☎️
busts_in_silhouette 👥|bust_in_silhouette 👤|office 🏢|classical_building 🏛️|house 🏠|factory 🏭|globe_with_meridians 🌐|earth_africa 🌍|earth_asia 🌏
airplane ✈️|train 🚆|seedling 🌱|herb 🌿|evergreen_tree 🌲|droplet 💧|ocean 🌊|sunny ☀️|cloud ☁️|rain_cloud 🌧️|bridge_at_night 🌉|test_tube 🧪
flag-dk 🇩🇰|flag-cn 🇨🇳|cn 🇨🇳|flag-gb 🇬🇧|gb 🇬🇧|flag-eu 🇪🇺|flag-us 🇺🇸|us 🇺🇸|robot_face 🤖|coffee ☕|tea 🍵|cake 🍰|abacus 🧮|abc 🔤|ab 🆎
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|new 🆕|ok 🆗|soon 🔜|top 🔝|100 💯|zap ⚡|mailbox 📫
`;

const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.trim().split(" ")),
);

/** The character of a shortcode (without colons), or null. Skin tones are left out. */
export function emojiFor(name) {
  return EMOJI.get(name.replace(/::skin-tone-\d$/, "")) ?? null;
}

/** Replace the known `:shortcodes:` of a text. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, (whole, name) => emojiFor(name) ?? whole);
}
