package dev.muzon.gateway.telegram;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A text that a person wrote, with the entities that Telegram found in it. */
record MessageText(String text, List<Entity> entities) {
    /** Telegram's own limit, in UTF-16 code units. */
    static final int MAX_LENGTH = 4_096;

    /** Telegram's own limit. */
    private static final int MAX_ENTITIES = 100;

    private static final Pattern CYRILLIC_COMMAND = Pattern.compile("/\\p{IsCyrillic}{1,32}+(?![^\\s\\p{Z}:])");

    static final MessageText NOTHING = new MessageText("", List.of());

    /**
     * A marked part of the text. Offsets count UTF-16 code units.
     *
     * @param url where a {@code text_link} leads, null for other types
     */
    record Entity(String type, int start, int end, @Nullable String url) {
        private Entity shifted(int by) {
            return new Entity(type, start - by, end - by, url);
        }
    }

    /** Returns the text of a message or a quote, else its caption. Empty when it has neither. */
    static Optional<MessageText> of(Fields message) {
        return read(message, "text", "entities").or(() -> read(message, "caption", "caption_entities"));
    }

    private static Optional<MessageText> read(Fields message, String text, String entities) {
        return message.text(text).map(it -> {
            String bounded = it.substring(0, Math.min(it.length(), MAX_LENGTH));
            return new MessageText(
                    bounded,
                    message.objects(entities)
                            .limit(MAX_ENTITIES)
                            .flatMap(entity -> entity(entity, bounded.length()))
                            .toList());
        });
    }

    /** Reads an entity. Empty for one that lies outside of the text. */
    private static Stream<Entity> entity(Fields entity, int length) {
        Optional<String> type = entity.text("type");
        OptionalLong offset = entity.number("offset");
        OptionalLong size = entity.number("length");
        if (type.isEmpty() || offset.isEmpty() || size.isEmpty()) {
            return Stream.empty();
        }
        long start = offset.getAsLong();
        long count = size.getAsLong();
        boolean inside = start >= 0 && count > 0 && start < length && count <= length - start;
        return inside
                ? Stream.of(new Entity(
                        type.get(),
                        (int) start,
                        (int) (start + count),
                        entity.text("url").orElse(null)))
                : Stream.empty();
    }

    /** Returns the command that the text begins with. Invisible marks may stand before it. */
    Optional<Entity> command() {
        return entities.stream()
                .filter(entity -> entity.type().equals("bot_command"))
                .filter(entity -> Blanks.skip(text, 0, Blanks::isBlank) == entity.start())
                .findFirst()
                .or(this::cyrillicCommand);
    }

    /** Returns a command in Cyrillic letters such as {@code /пауза}, which Telegram does not mark. */
    private Optional<Entity> cyrillicCommand() {
        int start = Blanks.skip(text, 0, Blanks::isBlank);
        Matcher word = CYRILLIC_COMMAND.matcher(text).region(start, text.length());
        return word.lookingAt() ? Optional.of(new Entity("bot_command", start, word.end(), null)) : Optional.empty();
    }

    /** Returns the first word when it is a command that nobody marked. */
    Optional<Entity> typedCommand() {
        int start = Blanks.skip(text, 0, Blanks::isBlank);
        int end = Blanks.skip(text, start, codePoint -> !Blanks.isBlank(codePoint));
        return start < end && text.charAt(start) == '/'
                ? Optional.of(new Entity("bot_command", start, end, null))
                : Optional.empty();
    }

    String of(Entity entity) {
        return text.substring(entity.start(), entity.end());
    }

    /** Returns the text after a command, without blanks around it and without the colon of {@code /play: song}. */
    MessageText after(Entity command) {
        int start = Blanks.skip(text, command.end(), codePoint -> Blanks.isBlank(codePoint) || isColon(codePoint));
        String rest = Blanks.strip(text.substring(start));
        return new MessageText(
                rest,
                entities.stream()
                        .filter(entity -> entity.start() >= start && entity.end() - start <= rest.length())
                        .map(entity -> entity.shifted(start))
                        .toList());
    }

    private static boolean isColon(int codePoint) {
        return codePoint == ':' || codePoint == '\uFF1A';
    }
}
