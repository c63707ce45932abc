package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The commands of people. Each is checked, carried out by the part that it concerns, and shown. */
final class Commands {
    private final NowPlaying now;
    private final Playback playback;
    private final Admission admission;
    private final Losses losses;
    private final ChosenSound sound;
    private final QueueCommands queueCommands;
    private final Controls controls;
    private final ChangeNews changes;
    private final Autoplay autoplay;

    Commands(
            NowPlaying now,
            Playback playback,
            Admission admission,
            Losses losses,
            ChosenSound sound,
            QueueCommands queueCommands,
            Controls controls,
            ChangeNews changes,
            Autoplay autoplay) {
        this.now = now;
        this.playback = playback;
        this.admission = admission;
        this.losses = losses;
        this.sound = sound;
        this.queueCommands = queueCommands;
        this.controls = controls;
        this.changes = changes;
        this.autoplay = autoplay;
    }

    /**
     * Carries a command out.
     *
     * @throws dev.muzon.protocol.failure.FailureException a user error that changed nothing
     */
    void carryOut(CommandRequest request) {
        PlayerCommand command = request.command();
        Refusals.checkShape(command);
        Refusals.checkEpoch(request.epoch(), now.epoch());
        Queued track = now.track();
        admission.check(request, track);
        if (sound.handle(command, request.ownOnly(), track)) {
            if (track != null) {
                changes.tell();
            }
        } else if (command instanceof PlayerCommand.Stay(boolean on)) {
            playback.stay(on);
            changes.tellOrKeep();
        } else if (command instanceof PlayerCommand.SetAutoplay(boolean on)) {
            autoplay.set(on);
            changes.queueChanged();
        } else if (queueCommands.handle(request)) {
            changes.queueChanged();
        } else if (track != null) {
            control(request, track);
        } else if (command instanceof PlayerCommand.Stop && playback.active()) {
            playback.goodbye();
        } else if (command instanceof PlayerCommand.Resume) {
            throw Refusals.nothingToResume(losses.offered(request));
        } else if (!(command instanceof PlayerCommand.Stop) || request.sequence() == 0) {
            throw Refusals.nothingPlaying();
        }
    }

    private void control(CommandRequest request, Queued track) {
        if (request.command() instanceof PlayerCommand.Sleep(@Nullable Duration after)) {
            controls.sleep(after);
            changes.tellOrKeep();
        } else if (controls.handle(request, track)) {
            changes.tell();
        }
    }
}
