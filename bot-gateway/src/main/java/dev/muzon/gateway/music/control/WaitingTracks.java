package dev.muzon.gateway.music.control;

import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.track.Track;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The tracks that wait, as people name them: by their number in /queue, or by a part of their title. */
@Component
class WaitingTracks {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

    private static final Pattern NO_PLACE = Pattern.compile("[-+−–#№]?\\s*[0-9]+|[^\\p{L}\\p{N}]+");

    private final PlayerClient player;

    WaitingTracks(PlayerClient player) {
        this.player = player;
    }

    /** Returns whether a text is neither a place in the queue nor words of a title. */
    static boolean isNoPlace(String text) {
        return !isNumber(text) && NO_PLACE.matcher(text).matches();
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * Finds a track by its number.
     *
     * @param number 1 plays next
     * @throws dev.muzon.protocol.failure.FailureException {@code queue.not-there}
     */
    QueueEntry numbered(long chatId, int number) {
        List<QueueEntry> found =
                player.page(new PlayerId(chatId), number - 1, 1).entries();
        if (found.isEmpty()) {
            throw notThere("nothing waits at " + number);
        }
        return found.getFirst();
    }

    /**
     * Finds the first track whose title or artist contains the words.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code queue.not-there}
     */
    QueueEntry titled(long chatId, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        int from = 0;
        QueuePage page;
        do {
            page = player.page(new PlayerId(chatId), from, QueuePage.MOST);
            Optional<QueueEntry> found = page.entries().stream()
                    .filter(entry -> name(entry.track()).contains(wanted))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            from += QueuePage.MOST;
        } while (from < page.total());
        throw notThere("no waiting track is called like that");
    }

    private static String name(Track track) {
        String artist = track.artist() == null ? "" : track.artist() + " ";
        return (artist + track.title()).toLowerCase(Locale.ROOT);
    }

    private static FailureException notThere(String detail) {
        return Failure.of(FailureCode.NOT_IN_QUEUE, detail).asException();
    }
}
