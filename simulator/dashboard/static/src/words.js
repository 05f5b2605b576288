// Words and numbers in the language of the screen. Every word comes from the catalogue that Python sends.

const NARROW = "\u202f";
const NO_BREAK = "\u00a0";

const formats = new Map(); // making one costs a thousand times more than using it

function plain(value, digits, locale) {
  const name = `${locale} ${digits}`;
  if (!formats.has(name)) formats.set(name, new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  return formats.get(name).format(value);
}

function signed(value, digits, locale) {
  const rounded = Number(value.toFixed(digits));
  const figure = plain(Math.abs(rounded), digits, locale);
  if (rounded === 0) return figure;
  return `${rounded > 0 ? "+" : "\u2212"}${locale === "fr-FR" ? NARROW : ""}${figure}`;
}

// Fewer decimals where they say nothing: 1.5 million, 2 million.
function rounded(value, digits, locale) {
  const shown = Array.from({ length: digits + 1 }, (_, count) => count).find((count) => Number(value.toFixed(count)) === Number(value.toFixed(digits)));
  return plain(value, shown, locale);
}

function list(items, locale) {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

// `shorter` holds the words of the « version simplifiée », for the sentences that have some.
export function speaker(catalogue, language, shorter = null) {
  const locale = language === "en" ? "en-GB" : "fr-FR";
  const words = shorter ? { ...catalogue[language], ...shorter[language] } : catalogue[language];
  function t(key, values = {}) {
    const text = words[key];
    if (text === undefined) throw new Error(`No words for ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }
  return {
    language,
    t,
    pick: (pair) => pair[language] ?? pair.fr,
    number: (value, digits = 0) => plain(value, digits, locale),
    signed: (value, digits = 0) => signed(value, digits, locale),
    percent: (share, digits = 0) => `${plain(100 * share, digits, locale)}${language === "fr" ? NO_BREAK : ""}%`,
    several: (value, digits = 0) => {
      const shown = Math.abs(Number(value.toFixed(digits)));
      return language === "fr" ? shown >= 2 : shown !== 1;
    },
    // A label inside a sentence: its capital goes, unless it is an acronym.
    within: (label) => (/^\p{Lu}{2}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)),
    // An amount of money: "250 000 euros", "1,5 million d’euros".
    euros(amount) {
      if (amount < 1e6) return t("euros", { number: plain(amount, 0, locale) });
      return t(amount < 2e6 ? "euros.million" : "euros.millions", { number: rounded(amount / 1e6, 2, locale) });
    },
    // A number of the model, with no more decimals than it has.
    figure: (value) => rounded(value, 3, locale),
    list: (items) => list(items, locale),
    tokens: (count) => t(language === "fr" ? (count >= 2 ? "tokens" : "token") : count === 1 ? "token" : "tokens", { count }),
  };
}
