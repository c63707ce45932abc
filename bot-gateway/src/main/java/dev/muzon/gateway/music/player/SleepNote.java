package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerView;
import java.util.Optional;

/** The note that a sleep timer went away with the music that it was for. */
public final class SleepNote {
    private SleepNote() {}

    public static boolean isSet(PlayerView player) {
        return player.queue().sleepsAt() != null;
    }

    /**
     * Adds the note to the news that the music ended.
     *
     * @param before the player as it was, empty when nobody knows
     */
    public static String after(String news, Optional<PlayerView> before, Texts texts, Language language) {
        return before.filter(SleepNote::isSet).isPresent()
                ? news + "\n" + texts.html(language, MusicPhrase.SLEEP_OFF_SILENT)
                : news;
    }
}
