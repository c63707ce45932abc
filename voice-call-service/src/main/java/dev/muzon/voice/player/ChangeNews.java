package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerView;
import java.util.function.Supplier;

/** The news that the player looks different, or that another track comes next. */
final class ChangeNews {
    private final NowPlaying now;
    private final Cueing cueing;
    private final Announcer announcer;
    private final Supplier<PlayerView> view;

    ChangeNews(NowPlaying now, Cueing cueing, Announcer announcer, Supplier<PlayerView> view) {
        this.now = now;
        this.cueing = cueing;
        this.announcer = announcer;
        this.view = view;
    }

    /** Tells that the player looks different. */
    void tell() {
        announcer.changed(view);
    }

    /** Tells that the player looks different. A track that was not announced yet is announced later, with that. */
    void tellOrKeep() {
        if (now.announced()) {
            tell();
        } else {
            announcer.advance();
        }
    }

    /** Tells a change of the queue, and cues the track that is the next one by now. */
    void queueChanged() {
        tellOrKeep();
        cueing.recue();
    }

    /** Tells a change of the queue where the current track was announced, and cues the next one. */
    void queueReplaced() {
        if (now.announced()) {
            tell();
        }
        cueing.recue();
    }
}
