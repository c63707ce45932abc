package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Numbers;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.SoundSettings;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signs for the way in which a queue is played and how it sounds. */
public final class ModeSigns {
    private static final int ORIGINAL_SPEED = SoundSettings.DEFAULT.speed();

    private ModeSigns() {}

    /** Returns the signs, an empty text for a queue that is played once, as it was queued and recorded. */
    public static String of(PlayerView player, Language language) {
        return of(player, player.queue().autoplay(), language);
    }

    /** Returns the signs beside the requester of the current track, who may be autoplay itself. */
    public static String besideRequester(PlayerView player, Language language) {
        boolean named =
                player.current() != null && Requester.nobody(player.current().requester());
        return of(player, player.queue().autoplay() && !named, language);
    }

    private static String of(PlayerView player, boolean autoplay, Language language) {
        QueueStatus queue = player.queue();
        SoundSettings sound = Objects.requireNonNullElse(player.sound(), SoundSettings.DEFAULT);
        return Stream.concat(sound(sound, language), queue(queue, autoplay))
                .filter(sign -> !sign.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> sound(SoundSettings sound, Language language) {
        return Stream.of(
                sound.muted() ? "🔇" : "",
                sound.speed() == ORIGINAL_SPEED ? "" : "⏱ " + Numbers.decimal(language, factor(sound)) + "×",
                sound.bass() == 0 ? "" : "🥁 " + sound.bass(),
                sound.nightcore() ? "🌙" : "");
    }

    /** Returns how many times faster than the original the music plays. */
    public static BigDecimal factor(SoundSettings sound) {
        return BigDecimal.valueOf(sound.speed(), 2);
    }

    private static Stream<String> queue(QueueStatus queue, boolean autoplay) {
        return Stream.of(
                loop(queue),
                order(queue.order()),
                autoplay ? "📻" : "",
                queue.sleepsAt() == null ? "" : "😴",
                queue.stays() ? "📌" : "");
    }

    private static String loop(QueueStatus queue) {
        return switch (queue.loop().mode()) {
            case OFF -> "";
            case TRACK -> "🔂";
            case TIMES -> "🔂×" + queue.loop().left();
            case QUEUE -> "🔁";
        };
    }

    private static String order(PlayOrder order) {
        return switch (order) {
            case AS_QUEUED -> "";
            case SHUFFLED -> "🔀";
            case FAIR -> "⚖️";
        };
    }
}
