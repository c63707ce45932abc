package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.TextEntity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reader of Telegram's HTML, step by step as TDLib reads it. Refusals name the offset in bytes. */
final class HtmlMarkup {
    /** The text without the markup, and its entities. */
    record Parsed(String text, List<TextEntity> entities) {}

    private record Open(String tag, String argument, int start) {}

    private static final Map<String, TextEntity.Type> TAGS = Map.ofEntries(
            Map.entry("b", TextEntity.Type.BOLD),
            Map.entry("strong", TextEntity.Type.BOLD),
            Map.entry("i", TextEntity.Type.ITALIC),
            Map.entry("em", TextEntity.Type.ITALIC),
            Map.entry("u", TextEntity.Type.UNDERLINE),
            Map.entry("ins", TextEntity.Type.UNDERLINE),
            Map.entry("s", TextEntity.Type.STRIKETHROUGH),
            Map.entry("strike", TextEntity.Type.STRIKETHROUGH),
            Map.entry("del", TextEntity.Type.STRIKETHROUGH),
            Map.entry("tg-spoiler", TextEntity.Type.SPOILER),
            Map.entry("span", TextEntity.Type.SPOILER),
            Map.entry("a", TextEntity.Type.TEXT_LINK),
            Map.entry("code", TextEntity.Type.CODE),
            Map.entry("pre", TextEntity.Type.PRE),
            Map.entry("blockquote", TextEntity.Type.BLOCKQUOTE),
            Map.entry("tg-emoji", TextEntity.Type.CUSTOM_EMOJI));
    private static final Pattern MENTION = Pattern.compile("tg://user\\?id=([0-9]{1,18})");
    private static final Pattern LINK =
            Pattern.compile("(?i)(https?|tg|ton|tonsite)://\\S+|[\\w-]++(?:\\.[\\w-]++)++([/?#]\\S*)?");

    private final HtmlCursor html;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<TextEntity> entities = new ArrayList<>();

    private HtmlMarkup(String html) {
        this.html = new HtmlCursor(html);
    }

    /**
     * Reads a text.
     *
     * @throws BotApiException 400 when it is not valid HTML of this kind
     */
    static Parsed parse(String html) {
        return new HtmlMarkup(html).parse();
    }

    private Parsed parse() {
        while (!html.ended()) {
            int start = html.position();
            if (!html.skip('<')) {
                html.appendCharacter(text);
            } else if (html.skip('/')) {
                end(start);
            } else {
                start(start);
            }
        }
        if (!open.isEmpty()) {
            throw refusal("Can't find end tag corresponding to start tag \""
                    + open.element().tag() + "\"");
        }
        var found = text.toString();
        if (hasHalfPair(found)) {
            throw BotApiException.badRequest("text contains invalid Unicode characters after decoding HTML entities,"
                    + " check for unmatched surrogate code units");
        }
        entities.sort(Comparator.comparingInt(TextEntity::offset)
                .thenComparing(Comparator.comparingInt(TextEntity::length).reversed()));
        return trimmed(found, entities);
    }

    private static boolean hasHalfPair(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private void start(int begin) {
        var tag = html.until(">").toLowerCase(Locale.ROOT);
        if (html.ended()) {
            throw refusal("Unclosed start tag at byte offset ", begin);
        }
        if (!TAGS.containsKey(tag)) {
            throw refusal("Unsupported start tag \"" + tag + "\" at byte offset ", begin);
        }
        var argument = "";
        while (true) {
            html.skipSpaces();
            if (html.skip('>')) {
                break;
            }
            var name = html.until("=>/\"'");
            if (name.isEmpty()) {
                throw refusal("Empty attribute name in the tag \"" + tag + "\" at byte offset ", begin);
            }
            html.skipSpaces();
            var value = "";
            if (html.skip('=')) {
                value = value(tag, begin);
            } else if (html.ended()) {
                throw refusal("Unclosed start tag \"" + tag + "\" at byte offset ", begin);
            }
            argument = argument(tag, name, value, argument);
        }
        if (tag.equals("span") && !argument.equals("spoiler")) {
            throw refusal("Tag \"span\" must have class \"tg-spoiler\" at byte offset ", begin);
        }
        open.push(new Open(tag, argument, text.length()));
    }

    private String value(String tag, int begin) {
        html.skipSpaces();
        if (html.ended()) {
            throw refusal("Unclosed start tag \"" + tag + "\" at byte offset ", begin);
        }
        int valueBegin = html.position();
        String value;
        if (html.peek() == '"' || html.peek() == '\'') {
            value = html.quoted(html.take());
        } else {
            value = html.token().toLowerCase(Locale.ROOT);
            if (html.ended() || (!HtmlCursor.isSpace(html.peek()) && html.peek() != '>')) {
                throw refusal("Unexpected end of name token at byte offset ", valueBegin);
            }
        }
        if (html.ended()) {
            throw refusal("Unclosed start tag at byte offset ", begin);
        }
        return value;
    }

    /** Returns the attribute that matters for a tag. Names in other letters are passed over. */
    private static String argument(String tag, String name, String value, String before) {
        return switch (tag + " " + name) {
            case "a href", "tg-emoji emoji-id" -> value;
            case "code class" -> value.startsWith("language-") ? value.substring("language-".length()) : before;
            case "span class" -> value.startsWith("tg-") ? value.substring("tg-".length()) : before;
            case "blockquote expandable" -> "1";
            default -> before;
        };
    }

    private void end(int begin) {
        if (open.isEmpty()) {
            throw refusal("Unexpected end tag at byte offset ", begin);
        }
        var tag = html.until(">").toLowerCase(Locale.ROOT);
        html.skipSpaces();
        if (!html.skip('>')) {
            throw refusal("Unclosed end tag at byte offset ", begin);
        }
        var started = open.pop();
        if (!tag.isEmpty() && !started.tag().equals(tag)) {
            throw refusal("Unmatched end tag at byte offset " + html.bytes(begin) + ", expected \"</" + started.tag()
                    + ">\", found \"</" + tag + ">\"");
        }
        int length = text.length() - started.start();
        if (length > 0) {
            close(started, length);
        }
    }

    private void close(Open started, int length) {
        var argument = started.argument();
        int start = started.start();
        switch (started.tag()) {
            case "a" -> link(start, length, argument.isEmpty() ? text.substring(start) : argument);
            case "pre" -> addOrMerge(TextEntity.Type.PRE, TextEntity.Type.CODE, start, length, null);
            case "code" ->
                addOrMerge(
                        TextEntity.Type.CODE, TextEntity.Type.PRE, start, length, argument.isEmpty() ? null : argument);
            case "blockquote" ->
                entities.add(TextEntity.of(
                        argument.isEmpty() ? TextEntity.Type.BLOCKQUOTE : TextEntity.Type.EXPANDABLE_BLOCKQUOTE,
                        start,
                        length));
            case "tg-emoji" -> {
                if (!argument.matches("-?[1-9][0-9]{0,18}")) {
                    throw refusal("Invalid custom emoji identifier specified");
                }
                entities.add(TextEntity.of(TextEntity.Type.CUSTOM_EMOJI, start, length));
            }
            default ->
                entities.add(TextEntity.of(TAGS.getOrDefault(started.tag(), TextEntity.Type.BOLD), start, length));
        }
    }

    /**
     * Adds an entity. A {@code pre} and a {@code code} of the same stretch are one, when the latter names a language.
     */
    private void addOrMerge(
            TextEntity.Type type, TextEntity.Type other, int start, int length, @Nullable String language) {
        var last = entities.isEmpty() ? null : entities.getLast();
        boolean same = last != null && last.type() == other && last.offset() == start && last.length() == length;
        var named = language != null || last == null ? language : last.language();
        if (same && named != null) {
            entities.removeLast();
            entities.add(new TextEntity(TextEntity.Type.PRE, start, length, null, null, named));
        } else {
            entities.add(new TextEntity(type, start, length, null, null, language));
        }
    }

    private void link(int start, int length, String href) {
        var mention = MENTION.matcher(href);
        if (mention.matches()) {
            entities.add(new TextEntity(
                    TextEntity.Type.TEXT_MENTION, start, length, null, Long.valueOf(mention.group(1)), null));
        } else if (LINK.matcher(href).matches()) {
            var url = href.contains("://") ? href : "http://" + href;
            entities.add(new TextEntity(TextEntity.Type.TEXT_LINK, start, length, url, null, null));
        }
    }

    /**
     * Cuts white space at both ends, as Telegram does, and moves the entities along. A lone {@code code} names no
     * language.
     */
    static Parsed trimmed(String whole, List<TextEntity> entities) {
        var stripped = whole.strip();
        int cut = whole.length() - whole.stripLeading().length();
        var moved = new ArrayList<TextEntity>();
        for (var entity : entities) {
            int from = Math.max(0, entity.offset() - cut);
            int to = Math.min(stripped.length(), entity.offset() + entity.length() - cut);
            var language = entity.type() == TextEntity.Type.CODE ? null : entity.language();
            if (to > from) {
                moved.add(new TextEntity(entity.type(), from, to - from, entity.url(), entity.userId(), language));
            }
        }
        return new Parsed(stripped, List.copyOf(moved));
    }

    private BotApiException refusal(String why, int position) {
        return refusal(why + html.bytes(position));
    }

    private static BotApiException refusal(String why) {
        return BotApiException.badRequest("can't parse entities: " + why);
    }
}
