package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.TextEntity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Telegram's HTML: {@code b strong i em u ins s strike del tg-spoiler span(class=tg-spoiler) a code pre blockquote
 * tg-emoji}, the entities for angle brackets, ampersand and quote, and numeric ones. Anything else is refused with the
 * offset in bytes, as Telegram does.
 */
final class HtmlMarkup {
    /** What was written without the markup, and where which markup was. */
    record Parsed(String text, List<TextEntity> entities) {}

    private record Open(
            String tag,
            TextEntity.Type type,
            int start,
            @Nullable String argument) {}

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
    private static final Map<String, String> ENTITIES = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]+);");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\\s[^<>]*)?)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z-]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"']+))?");
    private static final Pattern MENTION = Pattern.compile("tg://user\\?id=([0-9]{1,18})");

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<TextEntity> entities = new ArrayList<>();

    private HtmlMarkup(String html) {
        this.html = html;
    }

    /** @throws BotApiException 400 when it is no such HTML */
    static Parsed parse(String html) {
        return new HtmlMarkup(html).parse();
    }

    private Parsed parse() {
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            at = switch (c) {
                case '<' -> tag(at);
                case '&' -> entity(at);
                default -> {
                    text.append(c);
                    yield at + 1;
                }
            };
        }
        if (!open.isEmpty()) {
            throw refusal("Can't find end tag corresponding to start tag \""
                    + open.element().tag() + "\"");
        }
        entities.sort(Comparator.comparingInt(TextEntity::offset)
                .thenComparing(Comparator.comparingInt(TextEntity::length).reversed()));
        return trimmed();
    }

    private int tag(int at) {
        Matcher matcher = TAG.matcher(html).region(at, html.length());
        if (!matcher.lookingAt()) {
            throw refusal("Unsupported start tag \"\" at byte offset " + bytes(at));
        }
        var name = matcher.group(2).toLowerCase(Locale.ROOT);
        if (matcher.group(1).isEmpty()) {
            start(name, matcher.group(3), at);
        } else {
            end(name, at);
        }
        return matcher.end();
    }

    private void start(String name, String attributes, int at) {
        var type = TAGS.get(name);
        if (type == null || (name.equals("span") && !"tg-spoiler".equals(attribute(attributes, "class")))) {
            throw refusal("Unsupported start tag \"" + name + "\" at byte offset " + bytes(at));
        }
        var argument = switch (type) {
            case TEXT_LINK -> attribute(attributes, "href");
            case CODE -> attribute(attributes, "class");
            default -> null;
        };
        if (type == TextEntity.Type.BLOCKQUOTE && attribute(attributes, "expandable") != null) {
            type = TextEntity.Type.EXPANDABLE_BLOCKQUOTE;
        }
        open.push(new Open(name, type, text.length(), argument));
    }

    private void end(String name, int at) {
        if (open.isEmpty()) {
            throw refusal("Unexpected end tag at byte offset " + bytes(at));
        }
        var started = open.pop();
        if (!started.tag().equals(name)) {
            throw refusal("Unmatched end tag at byte offset " + bytes(at) + ", expected \"</" + started.tag()
                    + ">\", found \"</" + name + ">\"");
        }
        int length = text.length() - started.start();
        if (length > 0) {
            close(started, length);
        }
    }

    private void close(Open started, int length) {
        var argument = started.argument();
        switch (started.type()) {
            case TEXT_LINK -> link(started, length, argument == null ? text.substring(started.start()) : argument);
            case CODE -> {
                if (argument != null && argument.startsWith("language-") && insidePre()) {
                    var pre = open.pop();
                    open.push(new Open(pre.tag(), pre.type(), pre.start(), argument.substring("language-".length())));
                } else if (!insidePre()) {
                    entities.add(TextEntity.of(TextEntity.Type.CODE, started.start(), length));
                }
            }
            default -> entities.add(new TextEntity(started.type(), started.start(), length, null, null, argument));
        }
    }

    private boolean insidePre() {
        return !open.isEmpty() && open.element().type() == TextEntity.Type.PRE;
    }

    private void link(Open started, int length, String href) {
        var mention = MENTION.matcher(href);
        if (mention.matches()) {
            entities.add(new TextEntity(
                    TextEntity.Type.TEXT_MENTION, started.start(), length, null, Long.valueOf(mention.group(1)), null));
        } else if (href.matches("(?i)(https?|tg|ton|tonsite)://\\S+|[\\w-]+(\\.[\\w-]+)+(/\\S*)?")) {
            var url = href.contains("://") ? href : "http://" + href;
            entities.add(new TextEntity(TextEntity.Type.TEXT_LINK, started.start(), length, url, null, null));
        }
    }

    private int entity(int at) {
        Matcher matcher = ENTITY.matcher(html).region(at, html.length());
        if (matcher.lookingAt()) {
            var name = matcher.group(1);
            if (ENTITIES.containsKey(name)) {
                text.append(ENTITIES.get(name));
                return matcher.end();
            }
            if (name.startsWith("#")) {
                int codePoint = name.startsWith("#x")
                        ? Integer.parseInt(name, 2, name.length(), 16)
                        : Integer.parseInt(name, 1, name.length(), 10);
                if (Character.isValidCodePoint(codePoint) && codePoint != 0) {
                    text.appendCodePoint(codePoint);
                    return matcher.end();
                }
            }
        }
        text.append('&');
        return at + 1;
    }

    /** Telegram cuts white space at both ends and moves the entities along. */
    private Parsed trimmed() {
        var whole = text.toString();
        var stripped = whole.strip();
        int cut = whole.length() - whole.stripLeading().length();
        var moved = new ArrayList<TextEntity>();
        for (var entity : entities) {
            int from = Math.max(0, entity.offset() - cut);
            int to = Math.min(stripped.length(), entity.offset() + entity.length() - cut);
            if (to > from) {
                moved.add(new TextEntity(
                        entity.type(), from, to - from, entity.url(), entity.userId(), entity.language()));
            }
        }
        return new Parsed(stripped, List.copyOf(moved));
    }

    @Nullable private static String attribute(String attributes, String name) {
        var matcher = ATTRIBUTE.matcher(attributes);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                var value = matcher.group(2) == null ? "" : matcher.group(2);
                boolean quoted = value.startsWith("\"") || value.startsWith("'");
                return parseAttribute(quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return null;
    }

    private static String parseAttribute(String value) {
        return value.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private int bytes(int at) {
        return html.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    }

    private static BotApiException refusal(String why) {
        return BotApiException.badRequest("can't parse entities: " + why);
    }
}
