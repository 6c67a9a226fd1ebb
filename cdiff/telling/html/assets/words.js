"use strict";
// Terms as `cdiff terms` finds them: whole words, phrases that no sign parts, hyphen and space alike.
const cdiffWords = (() => {
  const unspaced = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u0e00-\\u0e7f\\u0e80-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
  const vowels = "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed" +
    "\\u0900-\\u0903\\u093a-\\u094f\\u0951-\\u0957\\u0981-\\u0983\\u09bc-\\u09cd\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e";
  const invisible = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff\\u0640", letter = "\\p{L}\\p{N}";
  const spaced = `(?![${unspaced}])[${letter}]`;
  const find = new RegExp(
    `\\[\\^[^\\]\\s]+\\]|(?<word>\\p{Nd}+(?:[.,:]\\p{Nd}+)+(?![${letter}])|[${unspaced}][${vowels}]*` +
    `|${spaced}(?:${spaced}|[${vowels}${invisible}])*(?:(?<=[nN])['’]t(?![${letter}]))?)`, "gu");
  const nothing = /\[\^[^\]\s]+\]|[[\]"'‘’‚‛′ʼ“”„‟″«»‹›*_\\]/gu, hyphen = /^[-‐‑‒–−]\s*$/u;
  const noPart = new RegExp(`[${invisible}]`, "gu");
  const accents = /(?<![\u0400-\u04ff])[\u0300-\u036f]|(?<=[\u0400-\u04ff])[\u0301\u0308]|[\u0591-\u05c7\u064b-\u0652\u0670]/gu;
  const fold = (word) => word.replace(noPart, "").normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD").replace(/’/g, "'");
  const plain = (word) => word.replace(accents, "");
  const gapOf = (between) => {
    if (between === " " || between === "") return between;
    const left = between.replace(nothing, "");
    if (!left.trim()) return left ? " " : "";
    return hyphen.test(left) ? "-" : left.replace(/\s+/gu, "");
  };
  const cut = (text) => {
    const words = [];
    let end = 0;
    for (const match of text.matchAll(find)) {
      if (match.groups.word === undefined) continue;
      const folded = fold(match[0]);
      words.push({ folded, plain: plain(folded), start: match.index, end: match.index + match[0].length, gap: gapOf(text.slice(end, match.index)) });
      end = match.index + match[0].length;
    }
    return words;
  };

  // What a person types.
  const parts = (form) => {
    const text = form.trim(), words = cut(text);
    return words.map((word, at) => {
      const accented = word.folded !== word.plain;
      return {
        accented, text: accented ? word.folded : word.plain, gap: at ? word.gap : "",
        starts: text[word.end] === "*", ends: text[word.start - 1] === "*",
      };
    });
  };
  const spellings = (form) => {
    const given = parts(form), seams = given.flatMap((part, at) => (part.gap === "-" ? [at] : [])).slice(0, 4);
    const made = [];
    for (let bits = 0; bits < 1 << seams.length; bits += 1) {
      const phrase = [];
      given.forEach((part, at) => {
        if (!(bits >> seams.indexOf(at) & 1) || !seams.includes(at)) return phrase.push(part);
        const before = phrase.pop(), accented = before.accented || part.accented, text = before.text + part.text;
        phrase.push({ accented, text: accented ? text : plain(fold(text)), gap: before.gap, starts: part.starts, ends: part.ends });
      });
      if (phrase.length) made.push(phrase);
    }
    return made;
  };
  const phrases = (typed) => typed.split("|").flatMap(spellings);
  const termOf = (typed) => {
    const contexts = { after: [], before: [] };
    let body = typed.replace(/\s+/gu, " ").trim();
    if (body.includes(" = ")) body = body.slice(body.indexOf(" = ") + 3);
    body = body.replace(/\[\s*not (after|before)\s*:([^[\]]*)\]/giu, (whole, side, forms) => { contexts[side.toLowerCase()].push(...phrases(forms)); return " "; });
    return { phrases: phrases(body), notAfter: contexts.after, notBefore: contexts.before };
  };

  // Where it stands.
  const is = (part, word) => {
    const text = part.accented ? word.folded : word.plain;
    if (part.starts && part.ends) return text.includes(part.text);
    if (part.starts) return text.startsWith(part.text);
    return part.ends ? text.endsWith(part.text) : text === part.text;
  };
  const soft = (gap) => gap === " " || gap === "-";
  const stands = (phrase, words, start) =>
    start >= 0 && start + phrase.length <= words.length &&
    phrase.every((part, at) => is(part, words[start + at]) && (!at || part.gap === words[start + at].gap || (soft(part.gap) && soft(words[start + at].gap))));
  const joins = (words, at) => at > 0 && at < words.length && ["", " ", "-"].includes(words[at].gap);
  const isExcluded = (term, words, start, end) =>
    term.notAfter.some((phrase) => joins(words, start) && stands(phrase, words, start - phrase.length)) ||
    term.notBefore.some((phrase) => joins(words, end) && stands(phrase, words, end));
  const places = (term, words) => {
    const found = [];
    for (let start = 0; start < words.length; start += 1)
      for (const phrase of term.phrases)
        if (stands(phrase, words, start) && !isExcluded(term, words, start, start + phrase.length)) found.push([start, start + phrase.length]);
    found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const spans = [];
    let free = 0;
    for (const [start, end] of found) if (start >= free) { spans.push([words[start].start, words[end - 1].end]); free = end; }
    return spans;
  };
  return { cut, termOf, places };
})();
