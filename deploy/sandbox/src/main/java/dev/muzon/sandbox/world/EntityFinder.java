package dev.muzon.sandbox.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The finder of entities that Telegram's server itself finds in a text: commands, mentions, tags, addresses. */
final class EntityFinder {
    private record Rule(TextEntity.Type type, Pattern pattern) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    TextEntity.Type.URL,
                    Pattern.compile("(?i)(?<![\\w/])(https?|ftp|tg|ton|tonsite)://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}]")),
            new Rule(TextEntity.Type.EMAIL, Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]*\\w")),
            // After mail addresses, whose domains do not count by themselves. Telegram knows all top-level domains.
            // Each label takes some of the stack, and no name has more labels than this.
            new Rule(
                    TextEntity.Type.URL,
                    Pattern.compile(
                            "(?i)(?<![\\w/@.-])([a-z0-9-]{1,63}\\.){1,126}(com|net|org|info|io|me|be|ru|de|fr|it|uk|tv|fm|app|dev)"
                                    + "(?![\\w.@-]*\\w@|\\w)(/[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}])?")),
            new Rule(
                    TextEntity.Type.BOT_COMMAND,
                    Pattern.compile("(?<![\\w/@<>])/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?(?![\\w/@<>])")),
            new Rule(TextEntity.Type.MENTION, Pattern.compile("(?<![\\w@/])@[A-Za-z]\\w{2,31}\\b")),
            new Rule(
                    TextEntity.Type.HASHTAG,
                    Pattern.compile("(?<![\\w#&])#\\w*[\\p{L}_]\\w*", Pattern.UNICODE_CHARACTER_CLASS)),
            new Rule(
                    TextEntity.Type.CASHTAG,
                    Pattern.compile("(?<![\\w$])\\$(1INCH|[A-Z]{1,8})(?![\\w$])", Pattern.UNICODE_CHARACTER_CLASS)));

    private EntityFinder() {}

    /**
     * Returns the given entities with the found ones between them, by offset. Inside links and code nothing is found.
     */
    static List<TextEntity> complete(String text, List<TextEntity> given) {
        var all = new ArrayList<>(given);
        for (var rule : RULES) {
            var matcher = rule.pattern().matcher(text);
            while (matcher.find()) {
                var found = TextEntity.of(rule.type(), matcher.start(), matcher.end() - matcher.start());
                if (all.stream().noneMatch(other -> excludes(other.type()) && overlap(found, other))) {
                    all.add(found);
                }
            }
        }
        all.sort(Comparator.comparingInt(TextEntity::offset)
                .thenComparing(Comparator.comparingInt(TextEntity::length).reversed()));
        return all;
    }

    private static boolean excludes(TextEntity.Type type) {
        return switch (type) {
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER, BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE -> false;
            default -> true;
        };
    }

    private static boolean overlap(TextEntity one, TextEntity other) {
        return one.offset() < other.offset() + other.length() && other.offset() < one.offset() + one.length();
    }
}
