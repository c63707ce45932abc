package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.LoopWords;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.Volume;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Actions of the buttons. The codes never change, because old messages carry them. */
enum CardAction {
    BACK("b", "⏪ 15", null),
    PAUSE("p", "⏸", MusicPhrase.PAUSED),
    RESUME("r", "▶️", MusicPhrase.RESUMED),
    FORWARD("f", "15 ⏩", null),
    SKIP("s", "⏭", null),
    STOP("x", "⏹", MusicPhrase.STOPPED),
    LOOP("l", "🔁", null),
    SHUFFLE("h", "🔀", null),
    QUIETER("q", "🔉", null),
    LOUDER("v", "🔊", null),
    CLOSE("c", "✖️", null);

    static final String PREFIX = "card";

    private static final Duration STEP = Duration.ofSeconds(15);

    /** In percent. */
    private static final int LOUDNESS_STEP = 10;

    private final String code;
    private final String label;
    private final @Nullable MusicPhrase done;

    CardAction(String code, String label, @Nullable MusicPhrase done) {
        this.code = code;
        this.label = label;
        this.done = done;
    }

    /**
     * Returns the command to the player, empty when only the card is concerned.
     *
     * @param seen the player as the card shows it
     */
    Optional<PlayerCommand> command(PlayerView seen) {
        return switch (this) {
            case BACK -> Optional.of(new PlayerCommand.SeekBy(STEP.negated()));
            case PAUSE -> Optional.of(new PlayerCommand.Pause());
            case RESUME -> Optional.of(new PlayerCommand.Resume());
            case FORWARD -> Optional.of(new PlayerCommand.SeekBy(STEP));
            case SKIP -> Optional.of(new PlayerCommand.Skip(1));
            case STOP -> Optional.of(new PlayerCommand.Stop());
            case LOOP ->
                Optional.of(new PlayerCommand.SetLoop(afterPress(seen.queue().loop())));
            case SHUFFLE ->
                Optional.of(new PlayerCommand.SetOrder(
                        seen.queue().order() == PlayOrder.SHUFFLED ? PlayOrder.AS_QUEUED : PlayOrder.SHUFFLED));
            case QUIETER -> Optional.of(new PlayerCommand.SetVolume(volume(seen.volume() - LOUDNESS_STEP)));
            case LOUDER -> Optional.of(new PlayerCommand.SetVolume(volume(seen.volume() + LOUDNESS_STEP)));
            case CLOSE -> Optional.empty();
        };
    }

    private static int volume(int wanted) {
        return Math.clamp(wanted, Volume.QUIETEST, Volume.LOUDEST);
    }

    private static Loop afterPress(Loop seen) {
        return switch (seen.mode()) {
            case OFF -> Loop.TRACK;
            case TRACK, TIMES -> Loop.QUEUE;
            case QUEUE -> Loop.OFF;
        };
    }

    /** Returns the answer to the presser of a button that changes the way in which the queue is played. */
    Optional<Phrase> done(QueueStatus before, QueueStatus after) {
        return switch (this) {
            case LOOP -> Optional.of(LoopWords.of(after.loop()));
            case SHUFFLE ->
                Optional.of(after.order() == PlayOrder.SHUFFLED ? shuffled(before, after) : MusicPhrase.AS_QUEUED);
            default -> done();
        };
    }

    /** Claims to have shuffled only what waits, and tells that turns are over. */
    private static MusicPhrase shuffled(QueueStatus before, QueueStatus after) {
        if (before.order() == PlayOrder.FAIR) {
            return after.size() == 0 ? MusicPhrase.SHUFFLED_NOTHING_NOT_FAIR : MusicPhrase.SHUFFLED_NOT_FAIR;
        }
        return after.size() == 0 ? MusicPhrase.SHUFFLED_NOTHING : MusicPhrase.SHUFFLED;
    }

    /** Returns the answer to the presser, empty when the card itself shows it. */
    Optional<Phrase> done() {
        return Optional.ofNullable(done);
    }

    /**
     * Returns the button.
     *
     * @param epoch the player's, so that a press on an outdated card is known as such
     */
    Content.Button button(long epoch) {
        return new Content.Button(label, PREFIX + ":" + epoch + ":" + code);
    }

    static Optional<CardAction> of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code.equals(code))
                .findFirst();
    }
}
