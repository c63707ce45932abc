package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Button;
import dev.muzon.sandbox.world.Keyboard;
import dev.muzon.sandbox.world.TextEntity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reader of formatted text and keyboards in a method's parameters, with Telegram's limits. */
final class Markup {
    private static final int MAX_TEXT = 4096;
    private static final int MAX_CAPTION = 1024;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f]");
    private static final int MAX_BUTTONS = 100;
    private static final int MAX_DATA_BYTES = 64;

    private static final Pattern PREVIEW = Pattern.compile("https?://[^\\s]{1,2000}");

    private Markup() {}

    static HtmlMarkup.Parsed text(Parameters parameters) {
        var given = parameters.text("text").orElse("");
        if (given.isEmpty()) {
            throw BotApiException.badRequest("message text is empty");
        }
        var parsed = formatted(parameters, given, "entities");
        if (letters(parsed) > MAX_TEXT) {
            throw BotApiException.badRequest("message is too long");
        }
        return parsed;
    }

    /**
     * Reads the link of which people see a picture. Telegram would look for one in the text, too: the sandbox reaches
     * nothing outside, and shows what is named only.
     */
    static @Nullable String preview(Parameters parameters) {
        var options = parameters
                .object("link_preview_options", Shape.LinkPreview.class)
                .orElse(null);
        if (options == null || Boolean.TRUE.equals(options.isDisabled()) || options.url() == null) {
            return null;
        }
        if (!PREVIEW.matcher(options.url()).matches()) {
            throw BotApiException.badRequest("wrong URL is specified in link_preview_options");
        }
        return options.url();
    }

    static HtmlMarkup.Parsed caption(Parameters parameters) {
        var parsed = formatted(parameters, parameters.text("caption").orElse(""), "caption_entities");
        if (letters(parsed) > MAX_CAPTION) {
            throw BotApiException.badRequest("message caption is too long");
        }
        return parsed;
    }

    /** Counts what Telegram limits: code points. Offsets are in UTF-16 units all the same. */
    private static int letters(HtmlMarkup.Parsed parsed) {
        return parsed.text().codePointCount(0, parsed.text().length());
    }

    private static HtmlMarkup.Parsed formatted(Parameters parameters, String given, String entitiesName) {
        // Telegram shows control letters as blanks. The offsets of entities stay right.
        String text = CONTROL.matcher(given).replaceAll(" ");
        var mode = parameters.text("parse_mode").orElse("").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "html" -> HtmlMarkup.parse(text);
            case "" -> HtmlMarkup.trimmed(text, entities(parameters, entitiesName, text.length()));
            default -> throw BotApiException.badRequest("unsupported parse_mode");
        };
    }

    private static List<TextEntity> entities(Parameters parameters, String name, int length) {
        return parameters.object(name, Shape.MessageEntity[].class).stream()
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .flatMap(given -> entity(given, length).stream())
                .toList();
    }

    /** Reads an entity. Telegram ignores entities of unknown types, and refuses those that lie outside the text. */
    private static Optional<TextEntity> entity(Shape.MessageEntity given, int length) {
        if (given.offset() < 0 || given.length() <= 0) {
            return Optional.empty();
        }
        long end = (long) given.offset() + given.length();
        if (end > length) {
            throw BotApiException.badRequest("entity beginning at UTF-16 offset " + given.offset()
                    + " ends after the end of the text at UTF-16 offset " + end);
        }
        var user = given.user();
        return Arrays.stream(TextEntity.Type.values())
                .filter(type -> type.name().equalsIgnoreCase(given.type()))
                .map(type -> new TextEntity(
                        type,
                        given.offset(),
                        given.length(),
                        given.url(),
                        user == null ? null : (Long) user.id(),
                        given.language()))
                .findFirst();
    }

    /** Does the same as {@link #keyboard}, for edits: they take inline keyboards only. */
    @Nullable static Keyboard inlineKeyboard(Parameters parameters) {
        var markup = parameters.object("reply_markup", JsonNode.class).orElse(null);
        if (markup != null && markup.isObject() && !markup.isEmpty() && !markup.has("inline_keyboard")) {
            throw BotApiException.badRequest("inline keyboard expected");
        }
        return keyboard(parameters);
    }

    /**
     * Reads the keyboard. Null when the message is to have none. Keyboards other than inline ones are taken and not
     * shown.
     */
    @Nullable static Keyboard keyboard(Parameters parameters) {
        var rows = parameters
                .object("reply_markup", Shape.InlineKeyboard.class)
                .map(Shape.InlineKeyboard::inlineKeyboard)
                .orElse(List.of())
                .stream()
                .filter(Objects::nonNull)
                .map(row -> row.stream()
                        .filter(Objects::nonNull)
                        .map(Markup::button)
                        .toList())
                .filter(row -> !row.isEmpty())
                .toList();
        if (rows.stream().mapToInt(List::size).sum() > MAX_BUTTONS) {
            throw BotApiException.badRequest("reply markup is too long");
        }
        return rows.isEmpty() ? null : new Keyboard(rows);
    }

    private static Button button(Shape.Button given) {
        if (Parameters.isBlank(given.text())) {
            throw BotApiException.badRequest("can't parse inline keyboard button: text must be non-empty");
        }
        var data = given.callbackData();
        if (data == null && given.url() == null) {
            throw BotApiException.badRequest(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        }
        if (data != null && (data.isEmpty() || data.getBytes(StandardCharsets.UTF_8).length > MAX_DATA_BYTES)) {
            throw BotApiException.badRequest("BUTTON_DATA_INVALID");
        }
        var url = given.url();
        if (url != null && url.matches("(?i)(https?|tg)://")) {
            throw BotApiException.badRequest("inline keyboard button URL '" + url + "' is invalid: URL host is empty");
        }
        return new Button(given.text(), data, url);
    }
}
