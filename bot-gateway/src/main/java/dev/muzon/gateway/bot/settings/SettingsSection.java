package dev.muzon.gateway.bot.settings;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The settings that one feature brings to the menu. {@code @Order} sorts the sections. A button names a value and never
 * a step, so that a menu that is out of date does what its button says, and two people who press at once agree.
 */
public interface SettingsSection {

    /** Returns the part of its buttons' data that names it, e.g. {@code lang} for {@code set:lang:ru}. */
    String name();

    /**
     * Writes the settings as they are now, in Telegram's HTML, with buttons made by {@link #button}.
     *
     * @return empty when it has no settings in this chat
     */
    Optional<Content> show(Conversation chat, Language language);

    /**
     * Changes a setting by the rules of the command that does the same.
     *
     * @param value what follows the name in the button's data, written by anybody
     * @return the words for a press that changes nothing, empty when the menu shows the change
     * @throws dev.muzon.protocol.failure.FailureException told to the presser in its own words
     */
    Optional<Phrase> change(Incoming.ButtonPress press, Conversation chat, String value);

    /** Returns whether the player keeps the settings, which logs each change of them. */
    default boolean isPlayers() {
        return false;
    }

    /**
     * Makes a button.
     *
     * @param label names the value that the button sets
     */
    default Content.Button button(String label, String value) {
        return new Content.Button(label, SettingsMenu.PREFIX + ":" + name() + ":" + value);
    }

    /** Returns the label of one value of several, marked when it holds. */
    static String choice(String label, boolean holds) {
        return holds ? "✓ " + label : label;
    }

    /** Returns the buttons in pairs, whose labels have room on a phone. */
    static List<List<Content.Button>> pairs(List<Content.Button> buttons) {
        return IntStream.range(0, (buttons.size() + 1) / 2)
                .mapToObj(row -> List.copyOf(buttons.subList(2 * row, Math.min(buttons.size(), 2 * row + 2))))
                .toList();
    }

    /** Returns the buttons as one row. */
    static List<List<Content.Button>> row(List<Content.Button> buttons) {
        return List.of(List.copyOf(buttons));
    }
}
